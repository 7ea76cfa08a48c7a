import type { pushEn } from './push.en.ts'

/** 이 브라우저의 알림에 관한 문장. */
export const pushKo: { readonly [K in keyof typeof pushEn]: string } = {
  'push.title': '이 기기의 알림',
  'push.lead': '클럽을 닫아 둔 동안에도 소식을 받을 수 있습니다. 여기서 켠 다음에만 브라우저에 권한을 요청합니다.',
  'push.what': '내용: 금고가 열리는 때처럼 기다리던 소식과 계정에 관한 답변입니다.',
  'push.often': '빈도: 가끔입니다. 휴식 중에는 아무것도 권하지 않습니다.',
  'push.again': '언제든 여기서 끌 수 있고, 로그아웃해도 꺼집니다.',
  'push.unsupported': '이 브라우저에서는 알림을 표시할 수 없습니다.',
  'push.install':
    'iPhone이나 iPad에서는 클럽을 홈 화면에 추가한 뒤 사용할 수 있습니다. Safari에서 공유를 누르고 홈 화면에 추가를 선택한 다음, 홈 화면에서 여세요.',
  'push.denied': '브라우저가 이 클럽의 알림을 차단하고 있습니다. 브라우저의 사이트 설정에서 허용할 수 있습니다.',
  'push.off': '이 기기의 알림이 꺼져 있습니다.',
  'push.on': '이 기기의 알림이 켜져 있습니다.',
  'push.turnOn': '켜기',
  'push.turnOff': '끄기',
  'push.test': '테스트 보내기',
  'push.tested': '테스트를 보냈습니다.',
  'push.testFailed': '테스트를 보내지 못했습니다.',
  'push.failed': '처리하지 못했습니다. 잠시 후 다시 시도해 주세요.',
}
