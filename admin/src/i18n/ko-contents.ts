import type { Worded } from './app-messages.ts'
import type { enContents } from './en-contents.ts'

/** 단계별 콘텐츠 문장. */
export const koContents: Worded<typeof enContents> = {
  contents: {
    title: '단계별 콘텐츠',
    none: '등록된 콘텐츠가 없습니다.',
    new: '새 콘텐츠',
    edit: '%{id} 초안',
    open: '편집',
    keep: '초안 저장',
    publish: '게시',
    publishTitle: '%{id} 콘텐츠를 게시하시겠습니까?',
    publishBody: '바로 적용됩니다. 이미 해금한 단계는 그대로 유지됩니다.',
    addStage: '단계 추가',
    removeStage: '이 단계 삭제',
    wrong: '빠진 항목이 있거나 숫자가 아닙니다.',
    ratings: { all: '전체 이용가', adult: '나이를 확인한 성인' },
    columns: { id: 'ID', live: '적용 중', draft: '초안', unlocked: '단계별 해금', doings: '작업' },
    fields: {
      id: 'ID',
      en: '영어 제목',
      ko: '한국어 제목',
      descriptionEn: '영어 설명',
      descriptionKo: '한국어 설명',
      rating: '이용 등급',
      position: '순서',
      enabled: '표시',
      picture: '그림',
      tier: '필요 등급(ID)',
      xp: '경험치',
      mission: '완료 미션(ID)',
      priceGems: '젬',
    },
  },
}
