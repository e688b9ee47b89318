"""The tables of what was searched for, which models takes in."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.query import Kind
from storage.columns import Base, Choice, key


class SearchRow(Base):
    """One query as it was put in one run; `new_listings` were never seen before it showed them."""

    __tablename__ = "search"
    __table_args__ = (Index(None, "watch_key", "run_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    watch_key: Mapped[str] = key()
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    text: Mapped[str]
    calls: Mapped[int]
    listings: Mapped[int]
    new_listings: Mapped[int]


class SearchFindRow(Base):
    """The search that first showed a listing."""

    __tablename__ = "search_find"
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("search.id"), index=True)
