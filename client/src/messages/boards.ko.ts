import type { boardsEn } from './boards.en.ts'

/** 순위표에 관한 문장. */
export const boardsKo: { readonly [K in keyof typeof boardsEn]: string } = {
  'boards.title': '순위표',
  'boards.lead':
    '게임에서 받은 코인에서 건 코인을 뺀 값입니다. 잃으면 내려갑니다. 점수가 같으면 먼저 도달한 사람이 앞섭니다.',
  'boards.failed': '순위표를 불러오지 못했습니다.',
  'boards.choose': '순위표',
  'boards.view': '볼 부분',
  'boards.view.top': '상위',
  'boards.view.me': '내 주변',
  'boards.view.followed': '팔로우한 사람',
  'boards.view.previous': '지난 시즌',
  'boards.period.day': '오늘',
  'boards.period.week': '이번 주',
  'boards.period.all': '전체 기간',
  'boards.of': '{game}: {period}',
  'boards.ends': '{when} 종료',
  'boards.ended': '{when} 종료됨',
  'boards.provisional': '결과가 아직 확정되지 않았습니다.',
  'boards.rank': '순위',
  'boards.player': '플레이어',
  'boards.score': '코인',
  'boards.you': '나',
  'boards.empty': '아직 아무도 없습니다.',
  'boards.own': '내 순위: {total}명 중 {rank}위',
  'boards.noRank': '이 순위표에 올라 있지 않습니다.',
  'boards.hidden': '순위표에 표시되지 않습니다.',
  'boards.hide': '나를 표시하지 않기',
  'boards.show': '나를 표시하기',
  'boards.pages': '순위표 페이지',
  'boards.link': '순위표로',
}
