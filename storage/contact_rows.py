"""The table of contacts, which models takes in."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, key


class ContactRow(Base):
    """A contact in a listing's texts, kept only as a digest under the installation's key."""

    __tablename__ = "contact"
    __table_args__ = (Index(None, "kind", "digest"),)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    kind: Mapped[str] = key(primary_key=True)
    digest: Mapped[str] = key(primary_key=True)
