/** Sets of numbered things that only ever grow together. */
export class Clusters {
  private readonly parents: Int32Array
  private readonly sizes: Int32Array

  constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, at) => at)
    this.sizes = new Int32Array(count).fill(1)
  }

  /** The one that stands for the set of this one. */
  rootOf(one: number): number {
    let at = one
    for (;;) {
      const parent = this.parents[at] ?? at
      if (parent === at) return at
      const above = this.parents[parent] ?? parent
      this.parents[at] = above
      at = above
    }
  }

  sizeOf(root: number): number {
    return this.sizes[root] ?? 1
  }

  /** Unites two sets given by their roots; says which root stays. */
  unite(one: number, two: number): number {
    const [large, small] = this.sizeOf(one) < this.sizeOf(two) ? [two, one] : [one, two]
    if (large === small) return large
    this.parents[small] = large
    this.sizes[large] = this.sizeOf(large) + this.sizeOf(small)
    return large
  }
}
