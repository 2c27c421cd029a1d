"""Tables of what to expect of an account, one noun per file."""

from dealmecca.outlook.models.calibrations import Calibration
from dealmecca.outlook.models.etiquette import RoutingRule
from dealmecca.outlook.models.planning import MOST_WEEKS, PlanningDate, PlanningNotice, PlanningReminder

__all__ = ["MOST_WEEKS", "Calibration", "PlanningDate", "PlanningNotice", "PlanningReminder", "RoutingRule"]
