FROM python:3.13-slim

SHELL ["/bin/bash", "-euo", "pipefail", "-c"]

# Chromium follows Debian's security updates, so no version is pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium fonts-noto-cjk tini \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/fakewatch
COPY image.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement image.lock

COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

RUN useradd --uid 10001 --create-home fakewatch \
    && install --directory --owner=fakewatch --group=fakewatch /data /watch
USER 10001
WORKDIR /watch
VOLUME ["/data"]

ENV FAKEWATCH_DATA=/data \
    FAKEWATCH_WATCH_FILE=/watch/watch.yml \
    FAKEWATCH_BROWSER=/usr/bin/chromium \
    PYTHONUNBUFFERED=1

HEALTHCHECK --interval=5m --timeout=1m --start-period=1m CMD ["fakewatch", "check"]
ENTRYPOINT ["tini", "--", "fakewatch"]
CMD ["schedule"]
