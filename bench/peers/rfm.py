"""RFM quintiles over N made purchases, by pandas and by DuckDB. Usage: rfm.py [N]"""

import sys
import time

import duckdb
import numpy as np
import pandas as pd

BUYERS = 1_000_000
DAYS = 730


def made(count: int) -> pd.DataFrame:
    """Purchases of buyers of whom few buy much; seeded."""
    random = np.random.default_rng(1)
    buyer = (random.pareto(1.2, count) * 20_000).astype(np.int64) % BUYERS
    after = random.integers(0, DAYS, count)
    amount = np.round(random.gamma(2, 40, count), 2)
    day = pd.Timestamp("2024-01-01") + pd.to_timedelta(after, unit="D")
    return pd.DataFrame({"buyer": buyer, "day": day, "amount": amount})


def by_pandas(purchases: pd.DataFrame) -> int:
    rfm = purchases.groupby("buyer").agg(r=("day", "max"), f=("day", "count"), m=("amount", "sum"))
    for column in ("r", "f", "m"):
        rank = rfm[column].rank(method="first")
        rfm[column.upper()] = pd.qcut(rank, 5, labels=False)
    return len(rfm)


RFM = """
create table rfm as
select buyer, max(day) r, count(*) f, sum(amount) m,
  ntile(5) over (order by max(day)) r5,
  ntile(5) over (order by count(*)) f5,
  ntile(5) over (order by sum(amount)) m5
from purchase group by buyer
"""


def by_duckdb(database: duckdb.DuckDBPyConnection) -> int:
    database.execute(RFM)
    return database.execute("select count(*) from rfm").fetchone()[0]


def timed(name: str, work) -> None:
    began = time.perf_counter()
    buyers = work()
    print(f"{name}: {time.perf_counter() - began:.2f} s, {buyers} buyers")


if __name__ == "__main__":
    purchases = made(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
    timed("pandas", lambda: by_pandas(purchases))
    database = duckdb.connect()
    database.execute("set threads = 2")
    database.execute("create table purchase as select * from purchases")
    timed("DuckDB", lambda: by_duckdb(database))
