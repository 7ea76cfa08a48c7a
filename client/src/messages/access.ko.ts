import type { accessEn } from './access.en.ts'

type Access = {
  readonly [K in keyof typeof accessEn]: (typeof accessEn)[K] extends string ? string : { other: string }
}

/** 로그인 방법과 접속 기기에 관한 문구. */
export const accessKo: Access = {
  'access.title': '보안',
  'access.lead': '로그인 방법, 로그인된 기기, 로그인 시도를 확인합니다.',
  'access.security': '2단계 인증',
  'access.sessions': '기기',
  'access.signIns': '로그인 기록',
  'access.tabs': '보안 메뉴',
  'access.failed': '불러오지 못했습니다.',
  'access.open': '보안, 기기, 로그인 기록',
  'access.unknownDevice': '알 수 없는 기기',
  'access.deviceOn': '{system}의 {browser}',
  'access.cancel': '취소',

  'factor.offLead':
    '2단계 인증을 켜면 비밀번호만으로는 로그인할 수 없습니다. 로그인할 때마다 휴대폰 앱의 코드를 입력합니다.',
  'factor.begin': '2단계 인증 설정',
  'factor.scan': '인증 앱으로 스캔하거나 키를 직접 입력하세요.',
  'factor.qr': '인증 앱용 QR 코드',
  'factor.key': '키',
  'factor.code': '앱의 코드',
  'factor.codeHint': '숫자 6자리',
  'factor.confirm': '켜기',
  'factor.on': '2단계 인증이 켜져 있습니다.',
  'factor.codesLeft': { other: '복구 코드가 {count}개 남았습니다.' },
  'factor.codesTitle': '복구 코드',
  'factor.codesLead': '코드마다 한 번씩 앱 대신 사용할 수 있습니다. 휴대폰과 다른 곳에 보관하세요. 지금만 표시됩니다.',
  'factor.codesKept': '보관했습니다',
  'factor.renew': '복구 코드 새로 만들기',
  'factor.off': '끄기',
  'factor.offTitle': '2단계 인증 끄기',
  'factor.password': '비밀번호',

  'sessions.this': '이 기기',
  'sessions.lastUsed': '마지막 사용 {when}',
  'sessions.since': '{when}부터',
  'sessions.end': '로그아웃',
  'sessions.endNamed': '{device} 로그아웃',
  'sessions.endOthers': '다른 기기 모두 로그아웃',
  'sessions.ended': { other: '로그인 {count}개를 종료했습니다.' },
  'sessions.onlyThis': '이 기기에서만 로그인되어 있습니다.',

  'signIns.success': '로그인',
  'signIns.challenged': '비밀번호 확인, 코드 요청',
  'signIns.failure': '거부',
  'signIns.method.password': '비밀번호',
  'signIns.method.second_factor': '2단계 인증',
  'signIns.method.signup': '새 계정',
  'signIns.method.provider': '외부 계정',
  'signIns.none': '아직 없습니다.',
  'signIns.newer': '최근',
  'signIns.older': '이전',

  'login.codeTitle': '한 단계 더',
  'login.codeLead': '인증 앱의 코드나 복구 코드를 입력하세요.',
  'login.code': '코드',
  'login.codeSubmit': '계속',
  'login.codeBack': '뒤로',

  'stepUp.title': '본인 확인',
  'stepUp.leadCode': '계속하려면 인증 앱의 코드를 입력하세요.',
  'stepUp.leadPassword': '계속하려면 비밀번호를 입력하세요.',
  'stepUp.submit': '계속',

  'provider.title': '연결된 계정',
  'provider.logIn': '다른 계정으로 로그인',
  'provider.signUpLead': '아직 가입되지 않은 계정입니다. 이름을 정하고 초대 코드를 입력하세요.',
  'provider.inviteCode': '초대 코드',
  'provider.signUp': '가입하기',
  'provider.linked': '연결된 계정으로도 로그인할 수 있습니다.',
  'provider.notLinked': '다른 계정을 연결하면 그 계정으로 로그인할 수 있습니다.',
  'provider.linkLead': '방금 확인한 계정으로 로그인할 수 있게 됩니다.',
  'provider.link': '연결하기',
  'provider.unlink': '연결 해제',
}
