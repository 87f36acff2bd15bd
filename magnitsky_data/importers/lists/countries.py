"""Countries as the lists spell them, to ISO 3166-1 alpha-2 codes; XK for Kosovo.

One table for all lists, of spellings that were seen in them, slips included. A spelling that is not
here has no code: nothing is derived from similarity.
"""

from magnitsky_data.errors import ImportRefused

SPELLINGS = {
    "AE": ("United Arab Emirates",),
    "AF": ("AFGHANISTAN",),
    "AO": ("Angola",),
    "AT": ("Austria",),
    "AU": ("Australia",),
    "AZ": ("Azerbaijan", "Former USSR, now Azerbaijan", "Azerbaijan (former USSR)"),
    "BA": ("Bosnia-Herzegovina",),
    "BG": ("Bulgaria",),
    "BY": ("Belarus", "Former USSR Currently Belarus"),
    "CA": ("Canada",),
    "CF": ("CENTRAL AFRICAN REPUBLIC",),
    "CN": ("China",),
    "CO": ("Colombia", "Colombian"),
    "CV": ("Cape Verde",),
    "CY": ("Cyprus",),
    "DE": ("Germany",),
    "FR": ("France",),
    "GB": ("United Kingdom",),
    "GE": ("Georgia",),
    "GM": ("The Gambia",),
    "GQ": ("Equatorial Guinea",),
    "GT": ("Guatemala",),
    "HK": ("Hong Kong",),
    "HN": ("Honduras",),
    "HT": ("Haiti",),
    "IL": ("Israel",),
    "IN": ("India",),
    "IQ": ("Iraq",),
    "IR": ("Iran", "IRAN (ISLAMIC REPUBLIC OF)"),
    "IT": ("Italy",),
    "KE": ("Kenya",),
    "KG": ("Kyrgyzstan", "Former USSR, now Kyrgyzstan", "Kyrgyzstan (Former USSR)"),
    "KH": ("Cambodia",),
    "KP": ("Democratic People's Republic of Korea", "North Korea", "KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"),
    "KZ": ("Kazakhstan",),
    "LA": ("Laos",),
    "LB": ("Lebanon",),
    "LK": ("Sri Lanka",),
    "LV": ("Latvia",),
    "LY": ("LIBYA",),
    "MA": ("Morocco",),
    "MD": ("Moldova", "Moldovan", "Republic of Moldova", "Repubic of Moldova"),
    "MM": ("Myanmar", "Myanmar (Burma)"),
    "MO": ("Macau",),
    "MY": ("Malaysia",),
    "NI": ("Nicaragua",),
    "PK": ("Pakistan",),
    "PS": ("Occupied Palestinian Territories", "PALESTINIAN TERRITORY, Occupied", "Palestine"),
    "PT": ("Portugal",),
    "RO": ("Romania",),
    "RS": ("Serbia",),
    "RU": ("Russia", "Russia. Former USSR", "RUSSIAN FEDERATION"),
    "RW": ("Rwanda",),
    "SA": ("Saudi Arabia",),
    "SD": ("Sudan",),
    "SG": ("Singapore",),
    "SS": ("South Sudan",),
    "SY": ("SYRIAN ARAB REPUBLIC",),
    "TH": ("Thailand",),
    "TR": ("TURKEY",),
    "TW": ("Taiwan",),
    "UA": ("Ukraine", "Former USSR, now Ukraine", "Ukraine (former USSR)"),
    "UG": ("Uganda",),
    "US": ("United States",),
    "UZ": ("Uzbekistan",),
    "VE": ("Venezuela",),
    "VN": ("Vietnam",),
    "XK": ("Kosovo",),
    "ZA": ("South Africa",),
    "ZW": ("Zimbabwe",),
}
CODES = {spelling.casefold(): code for code, spellings in SPELLINGS.items() for spelling in spellings}


def country_code(spelling: str) -> str:
    """Return the code of a spelling, empty where it is not known or is no country."""
    return CODES.get(spelling.casefold(), "")


def needed_country(spelling: str, where: str) -> str:
    """Return the code of a field that is a country by definition; a new spelling is refused."""
    code = country_code(spelling)
    if spelling and not code:
        raise ImportRefused(
            f"{where}: country {spelling!r} was not seen before; expected a spelling of importers/lists/countries.py; add it there with its ISO 3166-1 code"
        )
    return code
