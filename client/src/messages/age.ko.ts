import type { ageEn } from './age.en.ts'

/** 연령 확인 문구. */
export const ageKo: Record<keyof typeof ageEn, string> = {
  'age.title': '연령 확인',
  'age.failed': '연령 확인 상태를 불러오지 못했습니다.',
  'age.lead': '일부 콘텐츠는 만 {age}세 이상만 이용할 수 있습니다. 생년월일을 알려 주시면 담당자가 확인합니다.',
  'age.rated': '확인 전까지 이용할 수 없음: {games}.',
  'age.kept': '생년월일은 확인이 끝나는 즉시 지워집니다.',
  'age.birthDate': '생년월일',
  'age.send': '연령 확인 요청',
  'age.pending': '{when}부터 확인하고 있습니다.',
  'age.verified': '연령이 확인되었습니다.',
  'age.rejected': '연령을 확인하지 못했습니다. 다시 요청할 수 있습니다.',
  'age.tooYoung': '{day}까지는 이용할 수 없는 연령입니다.',
}
