"""Tables of what marks a page that stands in for the one that was asked for: addresses, headers, words, scripts."""

import re

from domain.outcome import Outcome

_C, _L, _B, _R, _G, _F = (
    Outcome.CAPTCHA,
    Outcome.LOGIN_REQUIRED,
    Outcome.BLOCKED,
    Outcome.RATE_LIMITED,
    Outcome.GONE,
    Outcome.NETWORK_ERROR,
)

Rows = tuple[tuple[Outcome, re.Pattern[str]], ...]

#: How each outcome begins its sentence.
SAYS = {
    _C: "The site asks for a captcha",
    _L: "The site asks for a login",
    _B: "The site refuses the request",
    _R: "The site asks to slow down",
    _G: "The page is gone",
    _F: "The site is out of order",
}


def _rows(*rows: tuple[Outcome, str]) -> Rows:
    """Each row with one pattern out of its lines."""
    return tuple(
        (outcome, re.compile("|".join(line.strip() for line in lines.strip().splitlines()), re.IGNORECASE))
        for outcome, lines in rows
    )


#: Where a site sends its visitors instead of the page; searched in `//host/path?query`.
ADDRESSES = _rows(
    (
        _C,
        r"""
        /_____tmd_____/|punish\?x5secdata=|bixi\.alicdn\.com/punish|[?&]action=captcha
        /privatedomain/risk_handler
        psnl_verification\.html|bgn_verification\.html|obtain_captcha
        /errors/validateCaptcha|/splashui/(?:captcha|challenge)
        captcha-delivery\.com|/blocked\?url=|perfdrive\.com|/distil_r_|/_sec/cp_challenge
        /verify/(?:traffic|captcha)|/sorry/(?:index)?\?|/cdn-cgi/(?:challenge-platform|l/chk_)
        ^//[^/]+(?:/[^?#]*)?/(?:show|re|h|validate)?captcha(?:\.\w+)?(?:[/?#]|$)
        ^//[^/]+(?:/[^?#]*)?/(?:antibot|bot-?check|robot-?check|human-?verification|security-?check)(?:[/?#.]|$)
        """,
    ),
    (
        _B,
        r"""
        [?&]action=deny|//consent\.google\.
        """,
    ),
    (
        _R,
        r"""
        queue-it\.net/|//[^/]*/(?:waiting-?room|queue)/?(?:\?|$)
        """,
    ),
    (
        _G,
        r"""
        error\.item\.taobao\.com|/error/noitem|^//[^?#]*/(?:404|not-?found|page-not-found)(?:\.\w+)?/?(?:[?#]|$)
        """,
    ),
    (
        _L,
        r"""
        ^//(?:login|passport|plogin|signin|sso|auth)\.[^/]+\.|/mini_login|/ap/signin|/gz/account-verification
        ^//[^?#]*/(?:buyer/login|jms/\w+|checkpoint|accounts?/(?:login|signin)|users?/sign_in)(?:[/?#]|$)
        ^//[^?#]*/(?:login|signin|sign-in|log-in)(?:\.html?|\.php|\.aspx|\.jsp|\.do)?/?(?:[?#]|$)
        ^//[^/]+/password/?(?:\?|$)
        """,
    ),
)

#: Response headers, each as `name: value`.
HEADERS = _rows(
    (
        _C,
        r"""
        ^cf-mitigated: challenge
        ^x-amzn-waf-action: (?:captcha|challenge)
        ^bxpunish: 1
        """,
    ),
    (
        _B,
        r"""
        ^x-sucuri-block:|^cf-mitigated: block
        """,
    ),
)
#: Headers that say who guards the site: with a status of refusal the guard has answered, not the site.
GUARDS = _rows(
    (
        _C,
        r"""
        ^(?:x-datadome|x-dd-b)|^server: .*datadome
        ^x-kpsdk-|^x-px-|^server: .*perimeterx
        """,
    ),
    (
        _B,
        r"""
        ^(?:x-iinfo|x-sucuri-id):|^x-cdn: .*(?:imperva|incapsula)|^server: .*(?:akamaighost|sucuri|cloudproxy)
        """,
    ),
)

#: Words that settle it, whatever the title says.
FIRM_WORDS = _rows(
    (
        _B,
        r"""
        you have been blocked|you've been blocked|error 10(?:06|07|08|09|10|12|20)\b
        """,
    ),
)

#: Words that a person reads on such a page. Apostrophes are straight.
WORDS = _rows(
    (
        _C,
        r"""
        滑块验证|人机验证|请?完成(?:安全)?验证|验证后继续访问|京东验证|安全验证|拖动.{0,6}滑块|按住滑块|確認您是真人
        (?:enter|type) the characters you see|(?:you're|you are|i'm|i am) not a (?:robot|bot)
        are you (?:a )?(?:robot|bot|human)|robot or human
        (?:verify|confirm|prove|check)\w* (?:that |if )?(?:you're|you are|you)\b.{0,20}(?:human|robot|bot|person)
        verif\w+ .{0,20}connection is secure
        (?:press|activate) (?:and|&) hold|unusual (?:traffic|activity)|please verify yourself
        pardon our interruption
        security measure \||enable js and disable any ad ?blocker|checking your browser|^just a moment\b
        antibot captcha
        complete the (?:captcha|security check)|solve (?:the|this) (?:captcha|puzzle)|slide to verify
        drag the slider
        attention required! \| cloudflare|ddos[ -]protection by|enable javascript.{0,60}support id
        ^verification required
        kein(?:e)? (?:roboter|bot)\b|sicherheitsüberprüfung|ob (?:sie|du) ein mensch|bestätige.{0,20}mensch
        pas un (?:robot|bot)|êtes (?:bien )?(?:un )?humain|vérification de sécurité
        no (?:eres|es|soy) un (?:robot|bot)|eres humano|verific\w+ de seguridad|não (?:é|sou) um rob
        verificação de segurança
        non (?:sei|sono) un robot|geen robot|nie jesteś robotem|jesteś człowiekiem|robot olmadığ|bukan robot
        không phải (?:là )?(?:ro)?bot
        не робот|проверка браузера|ロボットではありません|人間であること|画像認証
        로봇이 아닙니다|보안문자|자동입력 ?방지
        """,
    ),
    (
        _B,
        r"""
        access (?:is |has been |was )?(?:denied|restricted|forbidden)
        request (?:was |has been )?(?:blocked|rejected|unsuccessful)
        requested url was rejected
        access to this (?:page|site|resource) (?:has been|is|was) (?:denied|blocked|restricted)
        the request could not be satisfied|403 forbidden|you don't have permission to access
        your ip (?:address )?(?:has been|is|was)
        automated (?:access|requests?|tools)|not available in your (?:country|region)|incident id:
        blocked by .{0,20}(?:firewall|security)
        访问受限|访问被(?:拒绝|阻断|禁止)|拒绝访问|您的ip|アクセスが(?:拒否|制限)
        접근이 (?:거부|제한|차단)|액세스가 거부
        zugriff (?:wurde )?verweigert|accès (?:refusé|interdit)|acceso denegado|acesso negado|accesso negato
        toegang geweigerd
        доступ (?:к .{0,20})?(?:ограничен|запрещ[её]н|заблокирован)|odmowa dostępu|dostęp zabroniony
        erişim engellendi|akses ditolak
        """,
    ),
    (
        _R,
        r"""
        too many requests|rate limit(?:ed| exceeded)|please slow down|you are (?:now )?in line
        (?:virtual|in (?:the|a)) waiting room|virtual queue|queue-it
        (?:请求|访问|操作|查询)(?:太|过于?)频繁|访问频率|稍后(?:再|重)试.{0,4}频繁|アクセスが集中|요청이 너무 많
        zu viele anfragen|trop de requêtes|demasiadas (?:solicitudes|peticiones)|muitas solicitações
        troppe richieste|слишком много запросов
        """,
    ),
    (
        _L,
        r"""
        you must (?:be )?log(?:ged)? ?in|log into facebook|log in to (?:continue|view|see)
        sign in to (?:continue|view|see)|please (?:log|sign) ?in to (?:continue|proceed|access)
        ^please (?:log|sign) ?in
        (?:登录|登入)后(?:查看|继续|才)|京东-欢迎登录|请先?登[录入]|ログインしてください|로그인이 필요|로그인 후
        melden sie sich (?:bitte )?an, um|connectez-vous pour|inicia sesión para|faça login para|entre na sua conta
        accedi per (?:continuare|vedere)
        войдите,? чтобы|zaloguj się, aby|giriş yap(?:ın|arak)|masuk untuk|đăng nhập để
        """,
    ),
    (
        _G,
        r"""
        商品不存在|该?商品已失效|已下架|找不到(?:该|此|您).{0,6}(?:商品|宝贝|网页|页面)|找不到网页|宝贝不存在|页面不存在|商品已(?:被)?删除|商品已下柜|商品不見了
        this (?:listing|auction|item|ad) (?:was|has) (?:been )?(?:ended|removed|deleted|expired)
        looks like this page is missing
        this (?:item|product|page|listing)(?: is|'s) (?:no longer|unavailable|gone)|(?:item|listing) isn't available
        no longer (?:available|exists?|listed)
        (?:page|product|item|listing|url) (?:was |is |could |can |you requested )?(?:not|n't|cannot) (?:be )?found
        not a functioning page|can't find (?:that|this|the) page
        page (?:doesn't|does not) exist|looking for something\?|(?:shop|store) is (?:currently )?unavailable
        404 not found|error 404
        seite nicht gefunden|nicht mehr (?:verfügbar|vorhanden)|angebot (?:wurde )?beendet|page introuvable
        n'est plus disponible|n'existe (?:pas|plus)
        p[aá]gina no (?:encontrada|existe)|esta página no existe|ya no está disponible|publicación finalizada
        anuncio finalizado|(?:publicación|anuncio) pausad[ao]
        página não (?:encontrada|existe)|não está mais disponível|anúncio (?:finalizado|encerrado)
        pagina non trovata|non è più disponibile|inserzione scaduta
        pagina niet gevonden|niet meer beschikbaar|strona nie (?:istnieje|została znaleziona)
        oferta (?:została )?zakończona|ogłoszenie .{0,20}nieaktualne
        страниц[аы] не (?:найдена|существует)|товар (?:снят с|удал[её]н)|такой страницы|sayfa bulunamadı
        halaman tidak ditemukan|không tìm thấy trang|ไม่พบ(?:หน้า|สินค้า)
        ページが(?:見つかりません|存在しません)|お探しのページ|この商品は(?:現在)?(?:販売|削除|取り扱い)
        商品が見つかりません|페이지를 찾을 수 없|판매(?:가 )?종료
        존재하지 않는 (?:상품|페이지)
        """,
    ),
    (
        _F,
        r"""
        (?:under|scheduled|down for) maintenance|we'll be (?:right )?back|service (?:temporarily )?unavailable
        bad gateway|gateway time-?out
        wartungsarbeiten|en maintenance|en mantenimiento|em manutenção|in manutenzione
        系统维护|网站维护|メンテナンス中|점검 ?중
        технические работы
        """,
    ),
)

#: Scripts of a challenge. Sites ship them on good pages too, so they count only where there is hardly a word to read.
SCRIPTS = _rows(
    (
        _C,
        r"""
        _____tmd_____|x5secdata|x5referer|rgv587_flag|nc_captcha|baxia-dialog|J_MIDDLEWARE_FRAME_WIDGET
        _config_\s*=\s*\{[^}]{0,400}captcha|punish-component|api-services-support@amazon\.com|opfcaptcha
        px-captcha|_pxAppId|_pxCustomLogo|captcha-delivery\.com|\bdatadome\b|KPSDK|ips\.js\?
        cf-chl-|_cf_chl_opt|cf-turnstile|challenges\.cloudflare\.com|/cdn-cgi/challenge-platform/h/
        g-recaptcha|grecaptcha|h-captcha|hcaptcha\.com|geetest|arkoselabs|funcaptcha|smartcaptcha|friendly-challenge
        awsWafCookieDomainList|gokuProps|AwsWafIntegration|sec-if-cpt-container|bm-verify=|/_sec/cp_challenge
        /httpservice/retry/enablejs|_incapsula_resource|incap_ses|TSPD_101|bobcmn|sucuri_cloudproxy_js|fab_chlg_
        __ddg
        """,
    ),
    (
        _R,
        r"""
        queue-it\.net|queueit|dogs?-?of-?amazon
        """,
    ),
    (
        _L,
        r"""
        priceLoginText
        """,
    ),
)

#: A title or heading that is nothing but an invitation to log in; it counts on a page that asks for a password.
LOG_IN = re.compile(
    r"(?:log|sign)[ -]?(?:in|on)|(?:customer |account |member )*(?:login|sign[ -]?in)|anmeld(?:en|ung)|einloggen"
    r"|connexion|se connecter|identifiez-vous|inicia[r]? sesión|ingresar?|entrar|fazer login|acced[io]|accesso|inloggen"
    r"|logga in|logowanie|zaloguj się|вход|войти|giriş yap|masuk|đăng nhập"
    r"|(?:用户|会员)?登[录入]|ログイン|로그인|เข้าสู่ระบบ",
    re.IGNORECASE,
)
#: Figures with a currency: a page that shows several of them is about goods.
PRICES = re.compile(
    r"(?:[$€£¥₹₩₽฿₫₺]|\b(?:usd|eur|gbp|cny|rmb|kr|zł|rp|rm|s/))\s?\d"
    r"|\d\s?(?:€|£|₽|zł|kr\b|元|円|원|₫|₺|eur\b|usd\b)",
    re.IGNORECASE,
)

#: What a status says by itself.
STATUS = {
    401: _L,
    403: _B,
    404: _G,
    406: _B,
    407: _L,
    410: _G,
    418: _B,
    420: _R,
    429: _R,
    430: _R,
    451: _B,
    509: _R,
    529: _R,
    999: _B,
}
