"""Handles: two words that stand for an anonymous author within one thread.

They are drawn at random, not derived from the member: with a derivation, whoever has its key can try every member.
The words are colours, weather and birds; those that are names as well (Jade, Sandy, Swift) are left out, so that no
handle is taken for a person.
"""

import secrets
from collections.abc import Container

FIRST = (
    "Ashen", "Bold", "Brisk", "Bronze", "Calm", "Clear", "Cobalt", "Copper", "Crimson",
    "Crisp", "Dappled", "Dusky", "Early", "Evening", "Fleet", "Frosty", "Gentle", "Gilded", "Glassy",
    "Golden", "Granite", "Hazy", "Hidden", "Inland", "Keen", "Late", "Level", "Light",
    "Linen", "Lively", "Lunar", "Marble", "Mellow", "Midday", "Morning", "Mossy", "Muted", "Northern",
    "Ochre", "Paper", "Patient", "Pebble", "Plain", "Polar", "Quartz", "Quick", "Quiet", "Rainy", "Rapid",
    "Russet", "Sable", "Salty", "Silent", "Silver", "Sleepy", "Slate", "Smoky", "Snowy", "Solar",
    "Southern", "Spotted", "Steady", "Tawny", "Teal", "Thoughtful", "Tidal", "Timber", "Umber",
    "Upland", "Velvet", "Verdant", "Wandering", "Warm", "Western", "Wild", "Windy", "Winter", "Woven",
)  # fmt: skip
SECOND = (
    "Albatross", "Avocet", "Bittern", "Bustard", "Buzzard", "Chough", "Cormorant", "Corncrake", "Crake",
    "Crossbill", "Curlew", "Dipper", "Dotterel", "Dunlin", "Dunnock", "Egret", "Eider", "Fieldfare", "Firecrest",
    "Flycatcher", "Fulmar", "Gadwall", "Gannet", "Goldcrest", "Goosander", "Goshawk", "Grebe", "Greenshank",
    "Guillemot", "Harrier", "Heron", "Hoopoe", "Ibis", "Jackdaw", "Kestrel", "Kingfisher", "Kittiwake", "Lapwing",
    "Linnet", "Magpie", "Mallard", "Moorhen", "Nightjar", "Nuthatch", "Oriole", "Osprey", "Ouzel", "Owl", "Petrel",
    "Pintail", "Pipit", "Plover", "Pochard", "Ptarmigan", "Puffin", "Quail", "Razorbill", "Redpoll", "Redshank",
    "Redstart", "Sanderling", "Sandpiper", "Scoter", "Shearwater", "Shelduck", "Shoveler", "Shrike", "Siskin",
    "Skua", "Snipe", "Sparrowhawk", "Spoonbill", "Stilt", "Stonechat", "Stork", "Tern", "Thrush",
    "Treecreeper", "Turnstone", "Twite", "Wagtail", "Warbler", "Waxwing", "Whimbrel", "Whinchat", "Wigeon",
    "Woodlark", "Wryneck", "Yellowhammer",
)  # fmt: skip


def draw_handle(taken: Container[str]) -> str:
    """A handle that nobody in the thread has yet."""
    for _ in range(50):
        handle = f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
        if handle not in taken:
            return handle
    return f"{secrets.choice(FIRST)} {secrets.choice(SECOND)} {secrets.randbelow(900_000) + 100_000}"
