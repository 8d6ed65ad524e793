"""Stories: situations of the law, played through the real actions, engine and store."""

from service.stories.load import load_story
from service.stories.model import BadStory, Said, Story
from service.stories.play import Played, play
from service.stories.report import Report, Result, play_all, play_file, shipped_stories
from service.stories.stage import Stage

__all__ = [
    "BadStory",
    "Played",
    "Report",
    "Result",
    "Said",
    "Stage",
    "Story",
    "load_story",
    "play",
    "play_all",
    "play_file",
    "shipped_stories",
]
