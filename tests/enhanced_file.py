"""A whole SDN_ENHANCED.XML, made in the form of that of the Consolidated List: entries as they are told, with OFAC's own days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"
KINDS = {"person": "Individual", "organization": "Entity", "vessel": "Vessel", "aircraft": "Aircraft"}
ALIASES = {"alias": "A.K.A.", "former": "F.K.A."}


@dataclass(frozen=True)
class Listed:
    """An entry of the file; ``day`` is that on which OFAC put it on the SDN List."""

    number: str
    name: str
    day: str
    tags: Sequence[str] = ("GLOMAG",)
    kind: str = "person"
    title: str = ""
    aliases: Sequence[tuple[str, str, bool]] = ()  # name, alias or former, whether it is weak
    features: Sequence[tuple[str, str]] = ()  # label and value
    addresses: Sequence[tuple[str, str]] = ()  # text and country
    linked: Sequence[tuple[str, str]] = ()  # number and name


def enhanced(entries: Iterable[Listed], day: str) -> bytes:
    """Return the file of a day."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><sanctionsData xmlns="{NAMESPACE}"><publicationInfo>'
        f"<dataAsOf>{day}T00:00:00</dataAsOf><filters/></publicationInfo><referenceValues/><featureTypes/>"
        f"<entities>{''.join(map(_entity, entries))}</entities></sanctionsData>"
    ).encode()


def _entity(one: Listed) -> str:
    names = _name(one.name, "<isPrimary>true</isPrimary>") + "".join(
        _name(name, f"<isPrimary>false</isPrimary><aliasType>{ALIASES[kind]}</aliasType>", is_weak=is_weak)
        for name, kind, is_weak in one.aliases
    )
    features = "".join(
        f"<feature>{_text('type', label)}{_text('value', value)}</feature>" for label, value in one.features
    )
    links = "".join(
        f"<relationship><relatedEntity entityId={quoteattr(number)}>{escape(name)}</relatedEntity></relationship>"
        for number, name in one.linked
    )
    parts = {
        "generalInfo": _text("entityType", KINDS[one.kind]) + (_text("title", one.title) if one.title else ""),
        "sanctionsLists": f'<sanctionsList datePublished="{one.day}">SDN List</sanctionsList>',
        "sanctionsPrograms": "".join(_text("sanctionsProgram", tag) for tag in one.tags),
        "names": names,
        "addresses": "".join(_address(text, country) for text, country in one.addresses),
        "features": features,
        "relationships": links,
    }
    return f'<entity id="{one.number}">{"".join(f"<{tag}>{inside}</{tag}>" for tag, inside in parts.items())}</entity>'


def _text(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _name(name: str, kind: str, *, is_weak: bool = False) -> str:
    weak = _text("isLowQuality", str(is_weak).lower())
    return f"<name>{kind}{weak}{_translated(_text('formattedFullName', name))}</name>"


def _address(text: str, country: str) -> str:
    part = f"<addressPart><type>ADDRESS1</type>{_text('value', text)}</addressPart>" if text else ""
    return f"<address>{_text('country', country)}{_translated(f'<addressParts>{part}</addressParts>')}</address>"


def _translated(inside: str) -> str:
    return f"<translations><translation><isPrimary>true</isPrimary><script>Latin</script>{inside}</translation></translations>"
