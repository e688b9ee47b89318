"""The tables of listings' photos, which models takes in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.photo import Fingerprint
from storage.columns import Base, Document, key


class PhotoRow(Base):
    """The content of a photo: its fingerprint, or why it has none.

    `twin` is the first known photo that is the same to the eye, `words` what is written in it; null was not looked at.
    """

    __tablename__ = "photo"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    fingerprint: Mapped[Fingerprint | None] = mapped_column(Document(Fingerprint))
    version: Mapped[str | None]
    error: Mapped[str | None]
    fetched_at: Mapped[datetime]
    twin: Mapped[str | None] = mapped_column(index=True)
    words: Mapped[tuple[str, ...] | None] = mapped_column(Document(tuple[str, ...]))


class PhotoPartRow(Base):
    """One of the parts of a first photo's hash: what is the same to the eye shares some of them."""

    __tablename__ = "photo_part"
    sha256: Mapped[str] = mapped_column(ForeignKey("photo.sha256"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, index=True)


class PhotoUrlRow(Base):
    """Which content a URL in a listing led to."""

    __tablename__ = "photo_url"
    url: Mapped[str] = key(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("photo.sha256"), index=True)


class ListingPhotoRow(Base):
    """A photo URL of a listing's latest state, whether it was fetched or not."""

    __tablename__ = "listing_photo"
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = key(index=True)


class ShownRow(Base):
    """What a listing's photos show that others' may show too: a reference (by SHA-256) or a printed code."""

    __tablename__ = "shown"
    __table_args__ = (Index(None, "value"),)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    value: Mapped[str] = key(primary_key=True)
