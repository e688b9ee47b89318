"""Makes stored photos ready for weighing: fingerprinted anew, known by the first that looks the same, and read."""

from collections.abc import Sequence
from dataclasses import replace

from domain.photo import ListingPhoto
from jobs.installation import Installation
from jobs.photo_text import PhotoReader
from matchers import FINGERPRINT_VERSION, fingerprint
from matchers.reposts import same
from storage import photos
from storage.listings import StoredListing

#: Photos that are looked for twins in one transaction.
CHUNK = 100


def ready(installation: Installation) -> None:
    """Fingerprints anew what an older version fingerprinted, and finds the twins of photos that are new."""
    with installation.database.session(read_only=True) as session:
        stale = photos.outdated(session, FINGERPRINT_VERSION)
    for digest in stale:
        renewed = fingerprint(installation.blobs.get(digest))
        with installation.database.session() as session:
            photos.renew(session, digest, renewed)
    while _paired(installation):
        pass


def with_words(installation: Installation, batch: Sequence[StoredListing], reader: PhotoReader) -> list[StoredListing]:
    """The listings with the words in their photos; what was not read yet is read, and kept."""
    return [
        replace(stored, photos=tuple(_with_words(installation, photo, reader) for photo in stored.photos))
        for stored in batch
    ]


def _with_words(installation: Installation, photo: ListingPhoto, reader: PhotoReader) -> ListingPhoto:
    if photo.words is not None:
        return photo
    words = reader.words(photo.sha256, installation.blobs.get(photo.sha256))
    with installation.database.session() as session:
        photos.note_words(session, photo.sha256, words)
    return replace(photo, words=words)


def _paired(installation: Installation) -> int:
    """Finds the twins of some photos and says of how many; flat ones stand alone."""
    with installation.database.session() as session:
        new = photos.alone(session, CHUNK)
        for sha256, print_ in new:
            own = print_.hashes[0] if print_.keypoints is not None else None
            known = photos.likely_twins(session, own) if own else {}
            twin = next((other for other, hash_ in known.items() if own and same(own, hash_)), sha256)
            photos.pair(session, sha256, twin, own)
    return len(new)
