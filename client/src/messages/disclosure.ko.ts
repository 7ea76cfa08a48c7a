import type { disclosureEn } from './disclosure.en.ts'

/** 확률 공시 문구. */
export const disclosureKo: Record<keyof typeof disclosureEn, string> = {
  'disclosure.title': '전체 확률 공시',
  'disclosure.lead':
    '게임이 실제로 추첨하는 확률표에서 그대로 만든 문서입니다. 모든 플레이어에게 같은 확률이 적용됩니다.',
  'disclosure.link': '전체 확률 공시',
  'disclosure.failed': '확률 공시를 불러오지 못했습니다.',
  'disclosure.generated': '{when} 기준',
  'disclosure.json': 'JSON으로 보기',
  'disclosure.text': '텍스트로 보기',
  'disclosure.contents': '게임',
  'disclosure.closed': '현재 이 게임은 닫혀 있습니다.',
  'disclosure.inForce': '버전 {version}, {when}부터 적용',
  'disclosure.return': '환급률 {percent}, 당첨 확률 {hit}',
  'disclosure.items': '코인이 아니라 아이템을 획득합니다',
  'disclosure.facts': '그 밖의 정확한 수치',
  'disclosure.pity': '마지막 에픽 이상 이후 {at}번째 뽑기에서 에픽 이상이 확정됩니다.',
  'disclosure.ownPity': '내 카운터: {at} 중 {pity}',
  'disclosure.history': '변경 기록',
  'disclosure.version': '버전',
  'disclosure.from': '시작',
  'disclosure.to': '끝',
  'disclosure.now': '적용 중',
  'disclosure.hash': '지문',
}
