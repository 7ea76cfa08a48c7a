/** So many things at a time; who comes first has his hands first, all of them at once. */
export class Hands {
  private free: number
  private readonly waiting: { readonly count: number; readonly go: () => void }[] = []

  constructor(count: number) {
    this.free = count
  }

  /** Resolves when so many are free and taken; `count` is no more than there are. */
  take(count: number): Promise<void> {
    return new Promise((go) => {
      this.waiting.push({ count, go })
      this.serve()
    })
  }

  /** One has nothing to do any more. */
  give(): void {
    this.free++
    this.serve()
  }

  private serve(): void {
    for (let next = this.waiting[0]; next !== undefined && next.count <= this.free; next = this.waiting[0]) {
      this.waiting.shift()
      this.free -= next.count
      next.go()
    }
  }
}
