"""Labels of Remarks and of the identity documents and features of the XML editions, with what they become.

From every SDN.CSV at hand (2015 to 2026) and the reference values of CONS_ENHANCED.XML of 2025-01-10.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """What a label becomes; ``is_shown`` keeps the label in the value, where the type alone would not tell it."""

    particular_type: str
    kind: str  # date, country, place, number, name, sentence, text, gender, digits
    is_shown: bool


# The type says all that the label does.
LABELS: dict[str, Label] = {
    "DOB": Label("birth_date", "date", is_shown=False),
    "POB": Label("birth_place", "place", is_shown=False),
    "nationality": Label("nationality", "country", is_shown=False),
    "citizen": Label("citizenship", "country", is_shown=False),
    "Gender": Label("gender", "gender", is_shown=False),
    "Passport": Label("passport", "number", is_shown=False),
    "National ID No.": Label("national_id", "number", is_shown=False),
    "Tax ID No.": Label("tax_id", "number", is_shown=False),
    "Registration Number": Label("registration_number", "number", is_shown=False),
    "Identification Number": Label("identification_number", "number", is_shown=False),
    "Vessel Registration Identification IMO": Label("imo_number", "digits", is_shown=False),
    "Identification Number IMO": Label("imo_number", "digits", is_shown=False),
    "MMSI": Label("mmsi", "digits", is_shown=False),
    "Organization Established Date": Label("established_date", "date", is_shown=False),
    "Organization Type:": Label("organization_type", "text", is_shown=False),
    "Linked To:": Label("linked_to", "name", is_shown=False),
    "Secondary sanctions risk:": Label("secondary_sanctions", "sentence", is_shown=False),
    "Additional Sanctions Information -": Label("additional_sanctions", "sentence", is_shown=False),
    "Website": Label("website", "text", is_shown=False),
    "Email Address": Label("email", "text", is_shown=False),
    "Phone Number": Label("phone", "text", is_shown=False),
    "Telephone": Label("phone", "text", is_shown=False),
    "SWIFT/BIC": Label("swift_code", "text", is_shown=False),
    "Former Vessel Flag": Label("former_flag", "country", is_shown=False),
    "Call Sign": Label("call_sign", "text", is_shown=False),
    "Vessel Call Sign": Label("call_sign", "text", is_shown=False),
    "Vessel Flag": Label("vessel_flag", "country", is_shown=False),
    "Vessel Type": Label("vessel_type", "text", is_shown=False),
    "Other Vessel Type": Label("vessel_type", "text", is_shown=True),
    "Vessel Owner": Label("vessel_owner", "name", is_shown=False),
    "Fax": Label("phone", "text", is_shown=True),
    "Nationality of Registration": Label("nationality", "country", is_shown=True),
}

# One label or several of a kind, by particular type and kind; the label stays in the value.
_SHOWN = {
    ("passport", "number"): "British National Overseas Passport|Diplomatic Passport|Stateless Person Passport",
    ("national_id", "number"): (
        "Bosnian Personal ID No.|C.I.N.|C.U.I.|C.U.I.P.|C.U.R.P.|CNP (Personal Numerical Code)|Cedula No.|Citizen's Card Number"
        "|D.N.I.|Kenyan ID No.|Moroccan Personal ID No.|N.I.E.|National Foreign ID Number|Numero de Identidad|Personal ID Card"
        "|SSN|Stateless Person ID Card|Tazkira National ID Card|Turkish Identification Number|UAE Identification"
    ),
    ("tax_id", "number"): (
        "C.I.F.|C.U.I.T.|Fiscal Code|Italian Fiscal Code|N.I.F.|NIT #|Numero Unico de Identificacao Tributaria (NUIT)|Paraguayan tax identification number"
        "|R.F.C.|RFC|RIF #|RTN|RUC #|Romanian Tax Registration|US FEIN|V.A.T. Number"
    ),
    ("registration_number", "number"): (
        "Afghan Money Service Provider License Number|Branch Unit Number|Business Number|Business Registration Document #"
        "|Business Registration Number|C.R. No.|Central Registration System Number|Certificate of Incorporation Number"
        "|Chamber of Commerce Number|Commercial Registry Number|Company Number|D-U-N-S Number|Dubai Chamber of Commerce Membership No."
        "|Economic Register Number (CBLS)|Enterprise Number|File Number|Folio Mercantil No.|Government Gazette Number"
        "|Istanbul Chamber of Comm. No.|LE Number|Legal Entity Number|License|MSB Registration Number|Matricula Mercantil No"
        "|Organization Code|Public Registration Number|RSIN|Registered Charity No.|Registration Certificate Number (Dubai)"
        "|Registration ID|Romanian C.R.|Russian State Individual Business Registration Number Pattern (OGRNIP)"
        "|Tourism License No.|Trade License No.|Trademark number|UK Company Number|Unified Social Credit Code (USCC)"
        "|United Social Credit Code Certificate (USCCC)|Vessel Registration Identification|Aircraft Serial Identification"
        "|Aircraft Manufacturer's Serial Number (MSN)|Aircraft Construction Number (also called L/N or S/N or F/N)"
        "|Global Intermediary Identification Number|Permit Number"
    ),
    ("identification_number", "number"): (
        "BIK (RU)|Birth Certificate Number|Cartilla de Servicio Militar Nacional|Chinese Commercial Code|Company Number IMO"
        "|Credencial electoral|Driver's License No.|Electoral Registry No.|Equity Ticker|I.F.E.|ISIN|Immigration No."
        "|Interpol: Red Notice. File No.|Military Registration Number|Pilot License Number|Public Security and Immigration No."
        "|Refugee ID Card|Residency Number|Romanian Permanent Resident|SRE Permit No.|Seafarer's Identification Document|Serial No."
        "|Travel Document Number|Tarjeta de Identidad|Tarjeta Profesional|VisaNumberID|MSC Number|Military Identification Number"
    ),
    ("organization_type", "text"): "Target Type",
    ("additional_sanctions", "sentence"): (
        "CAATSA Section 235 Information:|Executive Order 13662 Directive Determination -|Executive Order 13846 information:"
        "|Executive Order 14014 Directive Information:|Executive Order 14024 Directive Information"
        "|Executive Order 14024 Directive Information -|Executive Order 14059 information:|IFCA Determination -|PEESA Information:"
        "|Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:"
        "|For more information on directives, please visit the following link:"
        "|for more information on directives, please visit the following link:"
    ),
    ("listing_information", "text"): (
        "Effective Date (CMIC)|Effective Date (EO 14014 Directive 1):|Effective Date (EO 14024 Directive 1a):"
        "|Effective Date (EO 14024 Directive 2):|Effective Date (EO 14024 Directive 3):|Listing Date (CMIC)"
        "|Listing Date (EO 14014 Directive 1):|Listing Date (EO 14024 Directive 1a):|Listing Date (EO 14024 Directive 2):"
        "|Listing Date (EO 14024 Directive 3):|Purchase/Sales For Divestment Date (CMIC)"
    ),
    ("other", "name"): "Aircraft Operator|Issuer Name|Vessel Owner Former",
    ("other", "text"): (
        "Aircraft Manufacture Date|Aircraft Mode S Transponder Code|Aircraft Model|Aircraft Tail Number"
        "|Previous Aircraft Tail Number|Bank Identifier Code|Height|Weight|Hair Color|Eye Color|Complexion|Race|Physique"
        "|Vessel Year of Build|Vessel Gross Registered Tonnage|Vessel Gross Tonnage|Vessel Tonnage|arrested"
        "|Other Vessel Flag|Other Vessel Call Sign|Digital Currency Address -"
    ),
}
for (_type, _kind), _labels in _SHOWN.items():
    LABELS.update({_name: Label(_type, _kind, is_shown=True) for _name in _labels.split("|")})

# Names in single quotes are the weak ones; ALT.CSV has the strong.
ALIASES = {"a.k.a.": "alias", "f.k.a.": "former", "n.k.a.": "alias"}

# Items that stand without a label and are not a title.
PHRASES = {
    "All Offices Worldwide": "other",
    "All offices worldwide": "other",
    "all offices worldwide": "other",
    "ICTY indictee": "other",
    "ICTY indictee at large": "other",
    "ICTY indictee in custody": "other",
    "individual": "other",
}

# Values that hold a semicolon themselves, up to it.
UNSPLIT = frozenset(("Organization Type: Accounting, bookkeeping and auditing activities",))

# Features of the XML editions whose CSV label is another word.
FEATURES = {
    "Birthdate": "DOB",
    "Place of Birth": "POB",
    "Nationality Country": "nationality",
    "Citizenship Country": "citizen",
    "VESSEL TYPE": "Vessel Type",
}
