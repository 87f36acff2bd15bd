"""References that the Commission gave anew to a record: the later number, and the first that was seen.

A record with the same names and birth dates left the file when the other came in. The evidence of
each pair is in raw/curated/... (proposal: l-euau-reissued.csv).
"""

FIRST_REFERENCES = {
    "EU.6272.7": "EU.6263.37",  # Central Public Prosecutor's Office, DPRK, by 2021-03-25
    "EU.6273.6": "EU.6265.35",  # Kaniyat Militia, by 2021-03-25
    "EU.6274.5": "EU.6266.34",  # National Security Office of Eritrea, by 2021-03-25
    "EU.9952.96": "EU.9912.26",  # Neda Mohammad Nadeem, by 2023-03-10
    "EU.11112.95": "EU.10752.37",  # Elena Victorovna Podolnaya, by 2024-01-31
    "EU.12032.12": "EU.11912.70",  # Moshe Sharvit, by 2024-07-25
    "EU.12033.11": "EU.11914.68",  # Isaschar Manne, by 2024-07-25
    "EU.12034.10": "EU.11916.66",  # Ben-Zion Gopstein, by 2024-07-25
    "EU.12035.9": "EU.11917.65",  # Moshe's Farm, by 2024-07-25
    "EU.12036.8": "EU.11920.41",  # Zvi's Farm, by 2024-07-25
}
