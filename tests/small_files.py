"""A small official file of each form that the importers read: S. 284 (114th), votes of few members, a standing list."""

import json


def _api_markdown(blocks: dict[str, object]) -> str:
    parts = [f"## API Data: {name}\n\n```json\n{json.dumps(block, indent=2)}\n```\n" for name, block in blocks.items()]
    return f"# Metadata\n\n- Embedded API data: {', '.join(blocks)}\n\n" + "\n".join(parts)


# The four senators who voted against H.R. 6156, https://www.senate.gov/legislative/LIS/roll_call_lists/.
NAYS = {"S131": ("Levin", "D", "MI"), "S259": ("Reed", "D", "RI"), "S313": ("Sanders", "I", "VT"), "S316": ("Whitehouse", "D", "RI")}  # fmt: skip


def small_files() -> dict[str, str]:
    """Return the texts by file name."""
    member = {"bioguideId": "C000141", "party": "D", "state": "MD"}
    cosponsor = {"bioguideId": "M000303", "party": "R", "state": "AZ", "sponsorshipDate": "2015-01-28", "isOriginalCosponsor": "True"}  # fmt: skip
    library = {"code": "9", "name": "Library of Congress"}
    api = {
        "bill": {"bill": {"congress": 114, "introducedDate": "2015-01-28", "number": "284", "type": "S", "sponsors": [member], "updateDate": "2019-02-06T00:00:00Z"}},
        "actions": {"actions": [{"actionCode": "10000", "actionDate": "2015-01-28", "sourceSystem": library, "text": "Introduced in Senate", "type": "IntroReferral"}]},
        "cosponsors": {"cosponsors": [cosponsor]},
        "titles": {"titles": [{"title": "Global Magnitsky Human Rights Accountability Act", "titleType": "Short Title(s) as Introduced"}]},
    }  # fmt: skip
    data_json = {
        "actions": [{"acted_at": "2015-01-28", "action_code": "10000", "text": "Introduced in Senate"}],
        "bill_type": "s",
        "congress": "114",
        "cosponsors": [{"thomas_id": "00754", "sponsored_at": "2015-01-28", "state": "AZ", "withdrawn_at": None}],
        "enacted_as": None,
        "introduced_at": "2015-01-28",
        "number": "284",
        "related_bills": [{"bill_id": "hr624-114", "reason": "related", "type": "bill"}],
        "sponsor": {"thomas_id": "00174", "state": "MD", "type": "person"},
        "titles": [{"as": "introduced", "is_for_portion": False, "title": "Global Magnitsky Human Rights Accountability Act", "type": "short"}],
        "updated_at": "2016-08-01T04:02:39-04:00",
    }  # fmt: skip
    vote_json = {
        "bill": {"congress": 112, "number": 6156, "type": "hr"}, "category": "passage", "chamber": "s", "congress": 112,
        "date": "2012-12-06T12:10:00-05:00", "number": 223, "question": "On Passage of the Bill H.R. 6156", "requires": "1/2",
        "result": "Bill Passed", "session": "2012", "updated_at": "2021-07-06T03:10:32-04:00",
        "votes": {"Nay": [{"id": lis, "last_name": name, "party": party, "state": state} for lis, (name, party, state) in NAYS.items()]},
    }  # fmt: skip
    voters = "".join(f'<voter id="{lis}" vote="-" value="Nay" state="{state}"/>' for lis, (_, _, state) in NAYS.items())
    senators = "".join(
        f"<member><member_full>{name} ({party}-{state})</member_full><party>{party}</party><state>{state}</state>"
        f"<vote_cast>Nay</vote_cast><lis_member_id>{lis}</lis_member_id></member>"
        for lis, (name, party, state) in NAYS.items()
    )
    columns = ["full_name", "nickname", *"last_name first_name middle_name suffix birthday bioguide_id thomas_id lis_id govtrack_id icpsr_id wikipedia_id".split()]  # fmt: skip
    return {
        "BILLSTATUS-114s284.xml": """<?xml version="1.0" encoding="utf-8"?>
<billStatus>
  <version>3.0.0</version>
  <bill>
    <number>284</number>
    <updateDate>2019-02-06T00:00:00Z</updateDate>
    <type>S</type>
    <introducedDate>2015-01-28</introducedDate>
    <congress>114</congress>
    <relatedBills><item><congress>114</congress><number>624</number><type>HR</type><relationshipDetails><item><type>Related bill</type></item></relationshipDetails></item></relatedBills>
    <actions><item><actionDate>2015-01-28</actionDate><text>Introduced in Senate</text><type>IntroReferral</type><actionCode>10000</actionCode></item></actions>
    <sponsors><item><bioguideId>C000141</bioguideId><party>D</party><state>MD</state></item></sponsors>
    <cosponsors><item><bioguideId>M000303</bioguideId><party>R</party><state>AZ</state><sponsorshipDate>2015-01-28</sponsorshipDate><isOriginalCosponsor>True</isOriginalCosponsor></item></cosponsors>
    <titles><item><titleType>Short Title(s) as Introduced</titleType><title>Global Magnitsky Human Rights Accountability Act</title></item></titles>
  </bill>
</billStatus>
""",
        "s284.data.json": json.dumps(data_json, indent=1),
        "s284.metadata.md": _api_markdown(api),
        "112-2012-s223.data.json": json.dumps(vote_json, indent=1),
        "112-2012-s223.data.xml": f"""<roll where="senate" session="112" year="2012" roll="223" source="senate.gov"
  datetime="2012-12-06T12:10:00-05:00" updated="2021-07-06T03:10:32-04:00" aye="0" nay="4" nv="0" present="0">
  <category>passage</category><type>On Passage of the Bill</type><question>On Passage of the Bill H.R. 6156</question>
  <required>1/2</required><result>Bill Passed</result><bill session="112" type="h" number="6156"/>{voters}
</roll>
""",
        "vote_112_2_00223.xml": f"""<?xml version="1.0" encoding="UTF-8"?><roll_call_vote>
  <congress>112</congress><session>2</session><congress_year>2012</congress_year><vote_number>223</vote_number>
  <vote_date>December 6, 2012,  12:10 PM</vote_date><vote_question_text>On Passage of the Bill H.R. 6156</vote_question_text>
  <question>On Passage of the Bill</question><majority_requirement>1/2</majority_requirement><vote_result>Bill Passed</vote_result>
  <document><document_congress>112</document_congress><document_type>H.R.</document_type><document_number>6156</document_number></document>
  <count><yeas/><nays>4</nays><present/><absent/></count>
  <members>{senators}</members>
</roll_call_vote>
""",
        "roll608.xml": """<rollcall-vote>
<vote-metadata><majority>R</majority><congress>112</congress><session>2nd</session><chamber>U.S. House of Representatives</chamber>
<rollcall-num>608</rollcall-num><legis-num>H R 6156</legis-num><vote-question>On Passage</vote-question><vote-type>YEA-AND-NAY</vote-type>
<vote-result>Passed</vote-result><action-date>16-Nov-2012</action-date><vote-desc>Russia and Moldova Jackson-Vanik Repeal</vote-desc>
<vote-totals><totals-by-vote><total-stub>Totals</total-stub><yea-total>1</yea-total><nay-total>1</nay-total><present-total>0</present-total><not-voting-total>0</not-voting-total></totals-by-vote></vote-totals></vote-metadata>
<vote-data>
<recorded-vote><legislator name-id="M000312" party="D" state="MA" role="legislator">McGovern</legislator><vote>Yea</vote></recorded-vote>
<recorded-vote><legislator name-id="P000583" party="R" state="TX" role="legislator">Paul</legislator><vote>Nay</vote></recorded-vote>
</vote-data>
</rollcall-vote>
""",
        "legislators-current.csv": "\r\n".join(
            [
                ",".join(columns),
                "Bernard Sanders,Bernie,Sanders,Bernard,,,1941-09-08,S000033,01010,S313,400357,29147,Bernie Sanders",
                "Jack Reed,,Reed,John,F.,,1949-11-12,R000122,00949,S259,300081,29142,Jack Reed (Rhode Island politician)",
                "",
            ]
        ),
    }  # fmt: skip


# Entries of the Russian list by the letter under which they stand, lines broken as on the page.
STANDING_LIST = {
    "А": "Ральф АБРАХАМ\n\n(Ralph Lee Abraham Jr.)\n\n–\n\nбывший член Палаты представителей Конгресса США от Республиканской партии (шт. Луизиана)",
    "Б": "Дана БЕНТИ (Dana James Boente)\n–\nглавный юридический советник ФБР\n(2018-2020 гг.)",
    "Г": "Майкл ГАРСИЯ\n(Michael Joseph Garcia)\n–\nчлен Палаты представителей от Республиканской партии (шт. Калифорния)\n"
    "Майкл ГАРСИЯ\n(Michael John Garcia)\n–\nбывший федеральный прокурор",
    "Д": "Дастин ДЖОНСОН\n(Dustin M. Johnson)\n–\nчлен Палаты представителей от Республиканской партии (шт. Южная Дакота)",
    "М": "Митч МАККОННЕЛЛ\n(Addison Mitchell McСonnell III)\n–\nчлен Сената от Республиканской партии\n(шт. Кентукки)\n"
    "Хеди МЕНЕНДЕС\n(Robert Menendez)\n–\nсупруга сенатора-демократа от штата Нью-Джерси\n"
    "Роберт МЕНЕНДЕС\n(Robert Menendez)\n–\nсенатор-демократ от штата Нью-Джерси",
    "С": "Берни САНДЕРС\n(Bernie Sanders)\n–\nнезависимый член Сената (шт. Вермонт)",
    "Ч": "Офман Ёсеф ЧАИМ\n(Ofman Yosef Chaim),\n–\nгражданин США",
    "Э": "Дэвид ЭДДИНГТОН\n(David Spears Addington)\n–\nглава аппарата бывшего вице-президента Р.Чейни",
}


def standing_list(state: str = "17.10.25", **changed: str) -> str:
    """Return a page of the ministry's form; its day and the entries of a letter may be changed."""
    entries = {**STANDING_LIST, **changed}
    body = "\n\n\n".join(f"{letter}\n\n\n{entries.get(letter, '')}" for letter in "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЭЮЯ")
    title = "Граждане США, находящиеся под персональными санкциями, включая запрет на въезд в Российскую Федерацию"
    return f"(https://mid.ru/ru/maps/us/1814243/)\n\nНовости\n30.08.2024 12:40\n{title}\n\n\nпо состоянию на {state}\n\n{body}\n"
