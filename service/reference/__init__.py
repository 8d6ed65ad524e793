"""Facts about the world that a new house begins with: offices, centers, fields, the calendar.

Not an official list: each row carries how certain it is (found, known, guess), and guesses are
left out. Source of the calendar: the package chinesecalendar, from the State Council's notices.
"""

from service.reference.calendar import calendar_years
from service.reference.organisations import industries, organisations

__all__ = ["calendar_years", "industries", "organisations"]
