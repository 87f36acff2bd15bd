"""Countries and territories as the lists spell them, with ISO 3166-1 alpha-2 codes; XK for Kosovo.

One table for all lists. A spelling that is not here has no code; nothing is matched loosely but for
upper and lower case.
"""

from magnitsky_data.errors import ImportRefused

# As in the reference values of CONS_ENHANCED.XML (2025-01-10), with their ISO codes, and in ADD.CSV and SDN.CSV.
OFAC = """
AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AL Albania|AM Armenia|AO Angola|AR Argentina|AT Austria
AU Australia|AW Aruba|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso
BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BM Bermuda|BN Brunei|BO Bolivia|BR Brazil|BS Bahamas, The|BT Bhutan
BW Botswana|BY Belarus|BZ Belize|CA Canada|CD Congo, Democratic Republic of the|CF Central African Republic
CG Congo, Republic of the|CH Switzerland|CI Cote d Ivoire|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba
CV Cabo Verde|CV Cape Verde|CW Curacao|CY Cyprus|CZ Czech Republic|DE Germany|DJ Djibouti|DK Denmark|DM Dominica
DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji
FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|GG Guernsey|GH Ghana|GI Gibraltar|GM The Gambia|GN Guinea
GQ Equatorial Guinea|GR Greece|GT Guatemala|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HN Honduras|HR Croatia|HT Haiti
HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Man, Isle of|IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey
JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis
KP Korea, North|KR Korea, South|KW Kuwait|KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia
LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco
MD Moldova|ME Montenegro|MG Madagascar|MH Marshall Islands|MK North Macedonia, The Republic of|MK Macedonia, The Former Yugoslav Republic of
ML Mali|MM Burma|MN Mongolia|MO Macau|MR Mauritania|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia
MZ Mozambique|NA Namibia|NE Niger|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NZ New Zealand|OM Oman
PA Panama|PE Peru|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PR Puerto Rico|PS Palestinian|PT Portugal
PW Palau|PY Paraguay|QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles
SD Sudan|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname
SS South Sudan|SV El Salvador|SY Syria|SZ Eswatini|TD Chad|TG Togo|TH Thailand|TJ Tajikistan|TL Timor-Leste
TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkey|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda
US United States|UY Uruguay|UZ Uzbekistan|VA Holy See|VC Saint Vincent and the Grenadines|VE Venezuela
VG Virgin Islands, British|VI Virgin Islands, U.S.|VN Vietnam|VU Vanuatu|WS Samoa|XK Kosovo|YE Yemen|ZA South Africa
ZM Zambia|ZW Zimbabwe
"""

# Spellings that are a country or territory by their place in the record, but have no ISO code of their own.
WITHOUT_CODE = frozenset(
    ("undetermined", "West Bank", "Netherlands Antilles", "Region: Gaza", "Region: Northern Mali", "Region: Crimea")
)

# Other spellings that were seen in the British, European and Australian lists, slips included.
OTHERS = """
AZ Azerbaijan (former USSR)|AZ Former USSR, now Azerbaijan|BA Bosnia-Herzegovina|BY Former USSR Currently Belarus
CO Colombian|IR IRAN (ISLAMIC REPUBLIC OF)|KG Former USSR, now Kyrgyzstan|KG Kyrgyzstan (Former USSR)
KP Democratic People's Republic of Korea|KP KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF|KP North Korea|MD Moldovan
MD Repubic of Moldova|MD Republic of Moldova|MM Myanmar|MM Myanmar (Burma)|PS Occupied Palestinian Territories
PS PALESTINIAN TERRITORY, Occupied|PS Palestine|RU RUSSIAN FEDERATION|RU Russia. Former USSR|SY SYRIAN ARAB REPUBLIC
UA Former USSR, now Ukraine|UA Ukraine (former USSR)
"""


def _codes(table: str) -> dict[str, str]:
    return {pair[3:]: pair[:2] for line in table.split("\n") for pair in line.split("|") if pair}


CODES = _codes(OFAC)
_FOLDED = {name.casefold(): code for name, code in (CODES | _codes(OTHERS)).items()}


def country_code(spelling: str) -> str:
    """Return the code of a country as a list spells it; empty for a spelling that is not known."""
    return _FOLDED.get(spelling.casefold(), "")


def needed_country(spelling: str, where: str) -> str:
    """Return the code of a field that is a country by definition; a new spelling is refused."""
    code = country_code(spelling)
    if spelling and not code:
        raise ImportRefused(
            f"{where}: country {spelling!r} was not seen before; expected a spelling of importers/lists/countries.py; add it there with its ISO 3166-1 code"
        )
    return code


def ending_country(place: str) -> str:
    """Return the code of the country in which a place name ends: ``Tsenteroi, Republic of Chechnya, Russia``."""
    parts = place.split(", ")
    for start in range(len(parts)):
        if code := CODES.get(", ".join(parts[start:])):
            return code
    return ""
