"""What another program charges for the same calls: genai-prices 0.2.3 (Pydantic), with the data it ships.

    python3 -m venv v && v/bin/pip install genai-prices==0.2.3 pyyaml
    v/bin/python genai_prices_oracle.py > ../resources/prices/genai-prices-0.2.3.csv

Asks for every model of prices/prices.yaml that was priced on a day; the book's figures themselves are not read.
"""

import datetime
import pathlib

import yaml
from genai_prices import Usage, calc_price

BOOK = pathlib.Path(__file__).resolve().parents[4] / "prices" / "prices.yaml"
DAYS = [datetime.date(2026, 3, 1), datetime.date(2026, 11, 23), datetime.date(2027, 2, 1)]
PROVIDERS = {"anthropic": "anthropic", "openai": "openai", "gemini": "google", "vertex": "google"}

# fresh input, cache read, all cache writes, of them for an hour, output
CALLS = [
    (0, 0, 0, 0, 0),
    (1, 0, 0, 0, 1),
    (1000, 0, 0, 0, 200),
    (7, 90001, 1234, 0, 321),
    (7, 90001, 1234, 1234, 321),
    (7, 90001, 1234, 234, 321),
    (100000, 0, 0, 0, 10),
    (1, 99999, 1, 0, 10),
    (200000, 0, 0, 0, 999),
    (100000, 90000, 10000, 4000, 999),
    (100000, 90001, 10000, 4000, 999),
    (150000, 120000, 2000, 0, 77),
    (150000, 120000, 2001, 1, 77),
    (400000, 300000, 65537, 12345, 64001),
]


def cost(model, day, call):
    provider, name = model.split("/")
    fresh, read, write, hour, output = call
    usage = Usage(
        input_tokens=fresh + read + write,
        cache_read_tokens=read,
        cache_write_tokens=write,
        cache_write_1h_tokens=hour,
        output_tokens=output,
    )
    noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.timezone.utc)
    price = calc_price(usage, name, provider_id=PROVIDERS[provider], genai_request_timestamp=noon)
    return format(price.total_price, "f")


def main():
    print("model,day,fresh,cache_read,cache_write,cache_write_hour,output,usd")
    for model, lines in yaml.safe_load(BOOK.read_text())["models"].items():
        for day in DAYS:
            if not any(line["effective_from"] <= day for line in lines):
                continue
            for call in CALLS:
                # Where a model has no price of its own for an hour, none is asked for.
                if call[3] and not any("cache_write_hour" in line for line in lines):
                    continue
                print(",".join(map(str, (model, day, *call, cost(model, day, call)))))


main()
