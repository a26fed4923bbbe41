import { afterAll, expect, test } from "vitest"
import { openTestHouse } from "../../test/house.ts"
import { Reversal, stepsOf } from "../../test/reversal.ts"

const house = await openTestHouse()
afterAll(house.close)

test(
  "joins, separations, edits, imports and undoing, in any order, leave what starting over would make",
  { timeout: 240_000 },
  async () => {
    const reversal = new Reversal(house)
    for (const [at, each] of stepsOf(20_260_301, 300).entries()) {
      await reversal.take(each)
      if (at % 4 === 3) await reversal.look()
    }
    expect(reversal.decisions.length).toBeGreaterThan(20)
    await reversal.takeAllBack()
    await reversal.look()
    expect(await house.rows("select 1 from note where record <> home")).toEqual([])
    expect((await house.rows("select 1 from note")).length).toBeGreaterThan(5)
    expect((await house.rows("select 1 from task")).length).toBeGreaterThan(5)
    expect(
      await house.rows("select 1 from record where customer is not null and batch > 0"),
    ).toEqual([])
    expect((await reversal.customers()).every((members) => members.length === 1)).toBe(true)
  },
)
