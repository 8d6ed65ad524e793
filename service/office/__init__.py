"""The office: everything an action stands on. It hands out transactions (Unit), nothing else.

Made once by the application; `for_request` gives the same office bound to one request's key.
"""

from service.office.office import Office
from service.office.shelf import Shelf
from service.office.unit import AlreadyDone, RequestKey, Unit

__all__ = ["AlreadyDone", "Office", "RequestKey", "Shelf", "Unit"]
