from magnitsky_data import errors as errors
from magnitsky_data.cards import entity as entity
from magnitsky_data.catalog import describe as describe
from magnitsky_data.catalog import tables as tables
from magnitsky_data.citing import cite as cite
from magnitsky_data.differences import diff as diff
from magnitsky_data.finder import find as find
from magnitsky_data.loader import connect as connect
from magnitsky_data.loader import load as load
from magnitsky_data.loader import scan as scan
from magnitsky_data.release import path as path

__version__: str
