"""A whole SDN_ENHANCED.XML, made in the form of that of the Consolidated List: as many entries as are told, with OFAC's own days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"
KINDS = {"person": "Individual", "organization": "Entity", "vessel": "Vessel", "aircraft": "Aircraft"}


@dataclass(frozen=True)
class Listed:
    """An entry of the file; ``day`` is that on which OFAC put it on the SDN List."""

    number: str
    name: str
    day: str
    tags: Sequence[str] = ("GLOMAG",)
    kind: str = "person"
    remarks: str = ""
    aliases: Sequence[str] = ()


def enhanced(entries: Iterable[Listed], day: str) -> bytes:
    """Return the file of a day."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><sanctionsData xmlns="{NAMESPACE}"><publicationInfo>'
        f"<dataAsOf>{day}T00:00:00</dataAsOf><filters/></publicationInfo><referenceValues/><featureTypes/>"
        f"<entities>{''.join(map(_entity, entries))}</entities></sanctionsData>"
    ).encode()


def _entity(one: Listed) -> str:
    tags = "".join(f"<sanctionsProgram>{tag}</sanctionsProgram>" for tag in one.tags)
    remarks = f"<remarks>{escape(one.remarks)}</remarks>" if one.remarks else ""
    return (
        f'<entity id="{one.number}"><generalInfo><entityType>{KINDS[one.kind]}</entityType>{remarks}</generalInfo>'
        f'<sanctionsLists><sanctionsList datePublished="{one.day}">SDN List</sanctionsList></sanctionsLists>'
        f"<sanctionsPrograms>{tags}</sanctionsPrograms><names>{_name(one.name, is_primary=True)}"
        f"{''.join(_name(alias, is_primary=False) for alias in one.aliases)}</names></entity>"
    )


def _name(name: str, *, is_primary: bool) -> str:
    kind = "<isPrimary>true</isPrimary>" if is_primary else "<isPrimary>false</isPrimary><aliasType>A.K.A.</aliasType>"
    return (
        f"<name>{kind}<isLowQuality>false</isLowQuality><translations><translation><isPrimary>true</isPrimary>"
        f"<script>Latin</script><formattedFullName>{escape(name)}</formattedFullName></translation></translations></name>"
    )
