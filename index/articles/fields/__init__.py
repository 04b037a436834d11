"""The fields of an article as it prints them: headline, byline, dateline, dates, agency, labels, front matter."""
