"""From a table file to companies and people: guess the columns, clean the rows, match them, write them in batches."""
