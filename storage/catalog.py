"""What is genuine: brands, products and their reference photos."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from domain.catalog import Brand, Catalog, Product
from domain.photo import Bank, Fingerprint, ReferencePhoto
from storage.models import BrandRow, ListingRow, ProductRow, ReferencePhotoRow, ShownRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogChanges:
    """What an import did, by brand name and SKU; a brand counts for what it says itself, not for its products."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceUse:
    """A reference photo, whether it is switched off, and how many listings and sellers were last seen to copy it."""

    sku: str
    bank: Bank
    source: str
    sha256: str
    off: bool
    listings: int
    sellers: int


def save_catalog(session: Session, catalog: Catalog, photos: Sequence[ReferencePhoto]) -> CatalogChanges:
    """Adds and replaces brands by name and products by SKU; what the catalog does not name stays as it is.

    `photos` replace all reference photos of the products named; one that was switched off stays so. Saving the same
    twice changes nothing.
    """
    of_product = defaultdict(list)
    for photo in photos:
        of_product[photo.sku].append(photo)
    names: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for brand in catalog.brands:
        row, how = _save_brand(session, brand)
        names[how].append(brand.name)
        for product in brand.products:
            names[_save_product(session, row, product, of_product[product.sku])].append(product.sku)
    return CatalogChanges(**{how: tuple(found) for how, found in names.items()})


def _save_brand(session: Session, brand: Brand) -> tuple[BrandRow, str]:
    alone = replace(brand, products=())
    row = session.scalar(select(BrandRow).where(BrandRow.name == brand.name))
    if row is None:
        row, how = BrandRow(name=brand.name, document=alone), "added"
        session.add(row)
    elif row.document != alone:
        row.document, how = alone, "changed"
    else:
        how = "unchanged"
    session.flush()
    return row, how


def _save_product(session: Session, brand: BrandRow, product: Product, photos: Sequence[ReferencePhoto]) -> str:
    row = session.scalar(select(ProductRow).where(ProductRow.sku == product.sku))
    how = "unchanged"
    if row is None:
        row, how = ProductRow(sku=product.sku), "added"
        session.add(row)
    elif (row.brand_id, row.document) != (brand.id, product):
        how = "changed"
    if how != "unchanged":
        row.brand_id, row.document, row.name = brand.id, product, product.name
        row.price_amount = product.price.amount if product.price else None
        row.price_currency = product.price.currency if product.price else None
        session.flush()
    new_photos = _save_photos(session, row.id, photos)
    return "changed" if how == "unchanged" and new_photos else how


def _save_photos(session: Session, product_id: int, photos: Sequence[ReferencePhoto]) -> bool:
    wanted = {(photo.bank, photo.source): (photo.sha256, photo.fingerprint) for photo in photos}
    changed = False
    for row in session.scalars(select(ReferencePhotoRow).where(ReferencePhotoRow.product_id == product_id)):
        content = wanted.pop((row.bank, row.source), None)
        if content is None:
            session.delete(row)
            changed = True
        elif content != (row.sha256, row.fingerprint):
            row.off = row.off and row.sha256 == content[0]
            row.sha256, row.fingerprint = content
            changed = True
    for (bank, source), (sha256, fingerprint) in wanted.items():
        session.add(
            ReferencePhotoRow(product_id=product_id, bank=bank, source=source, sha256=sha256, fingerprint=fingerprint)
        )
    session.flush()
    return changed or bool(wanted)


def load_catalog(session: Session) -> Catalog:
    """All brands with their products, in the order of their first import."""
    products = defaultdict(list)
    for row in session.scalars(select(ProductRow).order_by(ProductRow.id)):
        products[row.brand_id].append(row.document)
    brands = session.scalars(select(BrandRow).order_by(BrandRow.id))
    return Catalog(brands=tuple(replace(row.document, products=tuple(products[row.id])) for row in brands))


def load_reference_photos(session: Session) -> tuple[ReferencePhoto, ...]:
    """All reference photos that are not switched off, those of one product together."""
    on = _reference_photos().where(ReferencePhotoRow.off.is_(False))
    rows = session.execute(on.order_by(ProductRow.id, ReferencePhotoRow.id))
    return tuple(_reference_photo(*row) for row in rows)


def main_photos(session: Session) -> dict[str, tuple[str, str]]:
    """By SKU the path or URL and the SHA-256 of the first official photo that is not switched off."""
    row = ReferencePhotoRow
    rows = session.execute(
        select(ProductRow.sku, row.source, row.sha256)
        .join(ProductRow, ProductRow.id == row.product_id)
        .where(row.off.is_(False), row.bank == Bank.OFFICIAL)
        .order_by(row.id.desc())
    )
    return {sku: (source, sha256) for sku, source, sha256 in rows}


def known_reference(session: Session, source: str) -> ReferencePhoto | None:
    """A photo that was imported from this path or URL before, of whatever product."""
    row = session.execute(_reference_photos().where(ReferencePhotoRow.source == source).limit(1)).first()
    return None if row is None else _reference_photo(*row)


def reference_uses(session: Session, sku: str | None = None) -> tuple[ReferenceUse, ...]:
    """All reference photos, or those of one product, switched off ones among them."""
    row, shown = ReferencePhotoRow, ShownRow
    seller = select(ListingRow.marketplace, ListingRow.seller_key).join(shown, shown.listing_id == ListingRow.id)
    of_photo = seller.where(shown.value == row.sha256, ListingRow.seller_key.is_not(None)).distinct()
    listings = select(func.count()).select_from(shown).where(shown.value == row.sha256)
    rows = session.execute(
        select(
            ProductRow.sku,
            row.bank,
            row.source,
            row.sha256,
            row.off,
            listings.scalar_subquery(),
            select(func.count()).select_from(of_photo.correlate(row).subquery()).scalar_subquery(),
        )
        .join(ProductRow, ProductRow.id == row.product_id)
        .where(*([] if sku is None else [ProductRow.sku == sku]))
        .order_by(ProductRow.id, row.id)
    )
    names = [field.name for field in fields(ReferenceUse)]
    return tuple(ReferenceUse(**dict(zip(names, values, strict=True))) for values in rows)


def switch_reference(session: Session, sha256: str, *, off: bool) -> None:
    """Switches a photo off or on, wherever it stands in the catalog."""
    session.execute(update(ReferencePhotoRow).where(ReferencePhotoRow.sha256 == sha256).values(off=off))


def _reference_photos() -> Select[str, Bank, str, str, Fingerprint]:
    row = ReferencePhotoRow
    return select(ProductRow.sku, row.bank, row.source, row.sha256, row.fingerprint).join(
        ProductRow, ProductRow.id == row.product_id
    )


def _reference_photo(sku: str, bank: Bank, source: str, sha256: str, fingerprint: Fingerprint) -> ReferencePhoto:
    return ReferencePhoto(sku=sku, bank=bank, source=source, sha256=sha256, fingerprint=fingerprint)
