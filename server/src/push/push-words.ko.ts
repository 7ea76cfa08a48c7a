/** What the routes of web push answer with, in Korean. */
export const pushKo = {
  subscribed: '푸시 구독이 성공적으로 설정되었습니다.',
  unsubscribed: '푸시 구독이 해지되었습니다.',
  previewed: '정리 미리보기입니다. 변경된 내용이 없습니다.',
  cleaned: '푸시 구독을 정리했습니다.',
  testTitle: '클럽에서 보내는 테스트',
  testBody: '이 기기에서 알림을 받을 수 있습니다.',
} as const
