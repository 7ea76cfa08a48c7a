import type { AgeProvider } from './provider.ts'

const OLDEST = 120

/** How old somebody born on one day is on another, both `YYYY-MM-DD`; born on 29 February, a year older on 1 March. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The day on which somebody is so many years old. */
export function birthdayOf(birthDate: string, age: number): string {
  const year = Number(birthDate.slice(0, 4)) + age
  const leapDay = birthDate.slice(5) === '02-29' && new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1
  return `${year}-${leapDay ? '03-01' : birthDate.slice(5)}`
}

/**
 * Judges by what the player says: who says that he is too young is believed, at once; who says that he is of age is looked
 * at by a person, since anybody may say so.
 */
export const declaredAge: AgeProvider = {
  name: 'declared',
  check: async ({ birthDate, today, minAge }) => {
    const age = ageOn(birthDate, today)
    if (age < 0 || age > OLDEST) return { verdict: 'IMPLAUSIBLE' }
    if (age < minAge) return { verdict: 'TOO_YOUNG', againFrom: birthdayOf(birthDate, minAge) }
    return { verdict: 'REVIEW' }
  },
}
