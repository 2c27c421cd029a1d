"""DealMecca: who buys media for this brand, at which agency, and is the record still true?"""

__version__ = "0.1.0"
