/** What stands where something personal was. */
export const SCRUBBED = '[removed]'

/** Words that a key for something personal consists of, in lower case and without separators. */
const KEYS: ReadonlySet<string> = new Set(
  `address addr birthday birthdate birthyear dateofbirth dob cardnumber card cardno cvc cvv pan iban accountnumber bankaccount
  authorization auth cookie credential credentials email emailaddress mail firstname lastname fullname realname surname
  familyname givenname name nickname username userid siteid login ip ipaddress clientip remoteaddress latitude longitude
  lat lng lon geolocation gps password passwd passcode pwd pin secret token accesstoken refreshtoken idtoken apikey
  sessionid phone phonenumber telephone tel mobile mobilenumber cellphone postcode postalcode zipcode zip ssn
  phoneno telno mobileno mobilephone emailid
  residentnumber residentregistrationnumber rrn passport passportnumber driverslicense street city
  이름 성명 실명 전화 전화번호 휴대폰 핸드폰 휴대전화 휴대전화번호 휴대폰번호 핸드폰번호 연락처 이메일 이메일주소 메일 메일주소 주소 집주소 배송주소 비밀번호 암호 주민번호 주민등록번호 생년월일 생일 카드번호 계좌번호`
    .split(/\s+/)
    .filter(Boolean),
)
/** Ends of longer keys that give them away, such as `billingEmail` or `parent_phone`. */
const ENDS =
  /(email|mailaddr|phone|phonenumber|password|secret|token|address|ipaddr|cardnumber|birthday|birthdate|fullname)$/
/** Things that a game counts. */
const COUNTED = /(token|pin|card)s$/
/** Besides, what opens something where it stands in an address. */
const QUERY_KEYS: ReadonlySet<string> = new Set(['code', 'jwt', 'key', 'otp', 'session', 'sid', 'sig', 'signature'])

const endsPersonal = (word: string): boolean => KEYS.has(word) || ENDS.test(word)

/** Whether a key names something personal: however it is written, counted (`email2`) or in the plural. */
export function isPersonalKey(key: string): boolean {
  const plain = plainly(key)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (endsPersonal(plain)) return true
  const word = plain.replace(/\d{1,64}$/, '')
  if (word !== plain && endsPersonal(word)) return true
  return word.endsWith('s') && !COUNTED.test(word) && endsPersonal(word.replace(/(?<=ss)es$|s$/, ''))
}

/** Of texts without any of these, nothing is looked at further. */
const WORTH_A_LOOK = /[@%&=\\]|\d{3}|eyJ|[^\0-\x7f]/
/** Long figures that say nothing of a person: days, UUIDs and the hexadecimal digits of a hash. */
const HARMLESS =
  /\b(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)|\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b|\b(?=\d{0,400}[a-f])[\da-f]{24,400}\b/gi
const GAP = '[-.\\s_/·]{0,3}'
/** Personal under whatever key: addresses of mail, telephone and card numbers, signed tokens, Korean resident numbers. */
const VALUES: readonly RegExp[] = [
  // What stands before the sign need not be walked through: whatever it is, it goes with all of the text.
  /[^\s@]@[^\s@]{1,190}[.。]\p{L}[\p{L}\p{M}\p{N}-]/u,
  // Without a sign, a country code is one only before eleven digits of today's: amounts have as many as older ones.
  new RegExp(
    `(?<!\\d|\\d\\.)(?:(?:(?:\\+|00)82${GAP}|82[-.\\s_/·]{1,3})\\(?0?\\)?|\\(?0)1[016789]\\)?${GAP}\\d{3,4}${GAP}\\d{4}(?!\\d)`,
  ),
  /(?<!\d|\d\.)8210\d{8}(?!\d)/,
  // Not of 13 digits, which are times in ms; apart only as they stand on cards.
  /(?<!\d|\d\.)\d{14,19}(?!\d)/,
  /(?<!\d|\d\.)\d{4}[-.\s_/·]{1,3}(?:\d{4}[-.\s_/·]{1,3}\d{4}[-.\s_/·]{1,3}\d{2,4}|\d{6}[-.\s_/·]{1,3}\d{4,5})(?!\d)/,
  /\beyJ[\w-]{4,400}\.[\w-]{1,400}\./,
  /(?<!\d)\d{6}-[1-8]\d{6}(?!\d)/,
]
const QUERY = /([?&;#]|^)([^=&?;#\s]{1,64})=([^&;#\s]+)/g
/** Of an address within an address, too. */
const QUERY_BEGINS = /(?:[?&;#]|^)([^=&?;#\s]{1,64})=(?!\[removed\])[^&;#\s]/g

/** The digit that a figure of any script stands for: they come ten at a time, each ten from zero on. */
function plainDigit(figure: string): string {
  let zero = figure.codePointAt(0) ?? 0
  const code = zero
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}

/** Full-width letters, figures of any script and odd dashes as plain ones, without what nobody sees. */
const asWritten = (text: string): string =>
  /[^\0-\x7f]/.test(text)
    ? text
        .normalize('NFKC')
        .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
        .replace(/[‐-―−]/g, '-')
        .replace(/(?!\d)\p{Nd}/gu, plainDigit)
    : text

/** Ways to write a character by its number: of an address, of HTML, and of a text in a program. */
const ENCODED = /(?:%[\da-f]{2})+/gi
const NUMBERED = /&#(?:(\d{1,6})|x([\da-f]{1,6}));|[%\\]u([\da-f]{4})/gi
/** So often may a text have been encoded. */
const MOST_ROUNDS = 5

function decoded(text: string): string {
  return text
    .replace(NUMBERED, (all, decimal: string | undefined, hex: string | undefined, unit: string | undefined) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? unit ?? '', 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    })
    .replace(ENCODED, (bytes) => {
      try {
        return decodeURIComponent(bytes)
      } catch {
        return bytes
      }
    })
}

function plainly(text: string): string {
  let plain = asWritten(text)
  for (let round = 0; round < MOST_ROUNDS && /[%&\\]/.test(plain); round++) {
    const next = asWritten(decoded(plain))
    if (next === plain) break
    plain = next
  }
  return plain
}

const isPersonalQuery = (key: string): boolean => isPersonalKey(key) || QUERY_KEYS.has(key.toLowerCase())

const withoutQueries = (text: string): string =>
  text.includes('=')
    ? text.replace(QUERY, (all, before: string, key: string) =>
        isPersonalQuery(key) ? `${before}${key}=${SCRUBBED}` : all,
      )
    : text

const hasQueries = (text: string): boolean =>
  text.includes('=') && [...text.matchAll(QUERY_BEGINS)].some(([, key]) => isPersonalQuery(key ?? ''))

/** A text without what is personal in it: of an address its personal values go, of all else the whole. */
export function scrubText(text: string): string {
  if (!WORTH_A_LOOK.test(text)) return text
  const kept = withoutQueries(text)
  const plain = plainly(kept)
  if (hasQueries(plain)) return SCRUBBED
  const rest = plain.replace(HARMLESS, ' ')
  return VALUES.some((looks) => looks.test(rest)) ? SCRUBBED : kept
}
