"""References that the Commission gave anew to a record: the later number, and the first that was seen.

A record of the same names and birth date left the file when the other came in. For four pairs the
archives show it (2021-03-23 and -25, 2023-09-09 and 2024-01-31); for the six whose first number
stood for days only, eu_ghrsr_first_last_seen.csv has it from the daily files, column earlier_reference.
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
