/**
 * Hangul syllables, Latin letters of European languages, digits; spaces, dashes and underscores inside. No two of the
 * letters of one script look like one of the other, and nothing in it is unseen.
 */
export const NICKNAME_PATTERN =
  /^[A-Za-z0-9À-ÖØ-öø-ſ가-힣_-][A-Za-z0-9À-ÖØ-öø-ſ가-힣_ -]{0,18}[A-Za-z0-9À-ÖØ-öø-ſ가-힣_-]$/

const LOOKS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  ı: 'l',
  i: 'l',
  ø: 'o',
  ð: 'd',
  þ: 'p',
  đ: 'd',
  ł: 'l',
}

/**
 * What a nickname looks like at a glance: without case, accents and separators, and with letters that pass for one
 * another made one. Two players never have the same look. The migration `0012_accounts` does the same in SQL.
 */
export function nicknameLook(nickname: string): string {
  const bare = nickname
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f _-]/g, '')
  const folded = [...bare].map((letter) => LOOKS[letter] ?? letter).join('')
  return folded.replaceAll('ß', 'ss').replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** Words that only the club may use, wherever they stand in a name. */
const CLUB_WORDS = [
  'admin',
  'moderator',
  'casinoclub',
  'official',
  '관리자',
  '운영자',
  '운영진',
  '운영팀',
  '카지노클럽',
]
/** Words that only the club may use as a whole name. */
const CLUB_NAMES = ['gm', 'mod', 'staff', 'support', 'help', 'system', 'root', 'owner', 'operator', 'dealer']
const CLUB_NAMES_KO = ['직원', '스태프', '매니저', '시스템', '고객센터', '상담원', '공식', '딜러']

const looksOf = (words: readonly string[]) => words.map(nicknameLook)
const WORD_LOOKS = looksOf(CLUB_WORDS)
const NAME_LOOKS = new Set(looksOf([...CLUB_NAMES, ...CLUB_NAMES_KO]))
/** What erased accounts are called. */
const ERASED_LOOK = nicknameLook('deleted')

/** Digits that are read as letters where somebody wants to be taken for the club. */
const SPOKEN: Readonly<Record<string, string>> = { '3': 'e', '4': 'a', '5': 's', '7': 't' }

/** Whether a name, of a site id or a nickname, would pass for the club's own people or for an erased account. */
export function isReservedName(name: string): boolean {
  const plain = name.replaceAll('.', '')
  return isReserved(plain) || isReserved(plain.replace(/[3457]/g, (digit) => SPOKEN[digit] ?? digit))
}

function isReserved(plain: string): boolean {
  const look = nicknameLook(plain)
  if (look.startsWith(ERASED_LOOK) || WORD_LOOKS.some((word) => look.includes(word))) return true
  return NAME_LOOKS.has(look) || NAME_LOOKS.has(nicknameLook(plain.replace(/[0-9 _-]+$/, '')))
}
