/** What stands where something personal was. */
export const SCRUBBED = '[removed]'

/** Words that a key for something personal consists of, in lower case and without separators. */
const KEYS: ReadonlySet<string> = new Set(
  `address addr birthday birthdate birthyear dateofbirth dob cardnumber card cardno cvc cvv pan iban accountnumber bankaccount
  authorization auth cookie credential credentials email emailaddress mail firstname lastname fullname realname surname
  familyname givenname name nickname username userid siteid login ip ipaddress clientip remoteaddress latitude longitude
  lat lng lon geolocation gps password passwd passcode pwd pin secret token accesstoken refreshtoken idtoken apikey
  sessionid phone phonenumber telephone tel mobile mobilenumber cellphone postcode postalcode zipcode zip ssn
  residentnumber residentregistrationnumber rrn passport passportnumber driverslicense street city
  이름 성명 실명 전화 전화번호 휴대폰 핸드폰 이메일 메일 주소 비밀번호 암호 주민번호 주민등록번호 생년월일 생일 카드번호 계좌번호`
    .split(/\s+/)
    .filter(Boolean),
)
/** Ends of longer keys that give them away, such as `billingEmail` or `parent_phone`. */
const ENDS = /(email|phone|phonenumber|password|secret|token|address|cardnumber|birthday|birthdate|fullname)$/

/** Values that are personal under whatever key: addresses of mail, telephone and card numbers, signed tokens, Korean resident numbers. */
const VALUES: readonly RegExp[] = [
  // What stands before the sign need not be walked through: whatever it is, it goes with all of the text.
  /[^\s@]@[^\s@]{1,190}\.[^\s@]{2}/,
  /(?:\+82[-\s]?|0)1[016789][-\s]?\d{3,4}[-\s]?\d{4}/,
  // Not of 13 digits, which are times in ms.
  /\b(?:\d[ -]?){14,19}\b/,
  /\beyJ[\w-]{4,400}\.[\w-]{1,400}\./,
  /\b\d{6}-[1-8]\d{6}\b/,
]

const MAX_DEPTH = 6
/** What is larger has the digits of a card; times in ms are smaller. */
const LARGEST_FIGURE = 9_999_999_999_999

export interface Scrubbed {
  readonly props: Record<string, unknown>
  /** How many values were taken out. */
  readonly removed: number
}

const isPersonalKey = (key: string): boolean => {
  const plain = key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return KEYS.has(plain) || ENDS.test(plain)
}

/**
 * What a client tells of an action, without what is personal in it: by the key at any depth, and by what a value looks
 * like. Nothing can be sure to find all of it; it is for accidents. What lies deeper than six levels is taken out too.
 */
export function scrub(props: Readonly<Record<string, unknown>>): Scrubbed {
  let removed = 0
  const take = (): string => {
    removed++
    return SCRUBBED
  }
  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return VALUES.some((looks) => looks.test(value)) ? take() : value
    if (typeof value === 'number')
      return Number.isSafeInteger(value) && Math.abs(value) > LARGEST_FIGURE ? take() : value
    if (value === null || typeof value !== 'object') return value
    if (depth >= MAX_DEPTH) return take()
    if (Array.isArray(value)) return value.map((each) => walk(each, depth + 1))
    return entries(value as Record<string, unknown>, depth + 1)
  }
  const entries = (record: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(record).map(([key, value]) => [
        key,
        isPersonalKey(key) && value !== null ? take() : walk(value, depth),
      ]),
    )
  return { props: entries(props, 0), removed }
}
