"""What a demonstration shows: who is there, and a year of invented cases made by the actions.

Nobody and nothing in it is real. The same day and size give the same data.
"""

from service.demonstration.people import Account, staff
from service.demonstration.seed import SMALLEST_SIZE, USUAL_SIZE, Seeding, is_complete, seed

__all__ = ["SMALLEST_SIZE", "USUAL_SIZE", "Account", "Seeding", "is_complete", "seed", "staff"]
