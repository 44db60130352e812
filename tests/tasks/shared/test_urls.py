import pytest

from tasks.shared.urls import absolute, canonical, host, is_front_page, is_http, outlet

SAME = "https://news.example/a/b"
EQUAL = [
    "HTTPS://News.Example/a/b",
    "https://news.example:443/a/b",
    "https://news.example./a/b",
    "https://user:pw@news.example/a/b",
    "https://news.example/a/b#comments",
    "https://news.example/a/b?",
    "https://news.example/a/./c/../b",
    "https://news.example/%61/b",
    " https://news.example/a/b\n",
    "https:\\\\news.example\\a\\b",
    "https://news.example/a/b?utm_source=x&utm_medium=rss&UTM_Campaign=y",
    "https://news.example/a/b?fbclid=1&gclid=2&gbraid=3&wbraid=4&dclid=5&msclkid=6&ttclid=7&twclid=8&yclid=9",
    "https://news.example/a/b?at_medium=RSS&at_campaign=KARANGA&xtor=RSS-1&maca=en&ftcamp=x&itid=y&wpisrc=z&ocid=a",
    "https://news.example/a/b?igshid=1&mc_cid=2&mc_eid=3&cmpid=4&ncid=5&_ga=6&_gl=7&ref_src=8&smid=9&smtyp=0&sh=1&share=x",
    "https://news.example/a/b?ref=rss",
    "https://news.example/a/b?source=twitter&from=home_page&&",
    "https://news.example/a/b?mod=rss_markets_main&CMP=share_btn_tw&sf123456789=1",
    "https://news.example/a/b?utm%5Fsource=x",
]


@pytest.mark.parametrize("url", EQUAL)
def test_equal_addresses_have_one_form(url):
    assert canonical(url) == SAME


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/?p=123",
        "https://news.example/watch?v=abc&page=2",
        "https://news.example/story?id=7&article=8&story=9&q=x&a=1&b=2",
        "https://news.example/a?b=2&a=1",
        "https://news.example/a/",
        "http://news.example/a",
        "http://news.example:8080/a",
        "https://code.example/tree?ref=main",
        "https://news.example/list?source=reuters&from=2020-01-01",
        "https://news.example/a%2Fb",
        "https://news.example/a?x=%26&y=%3D",
        "https://news.example/a?flag",
        "https://xn--fsqu00a.xn--0zwm56d/",
        "https://news.example/~home",
        "https://news.example/attend?attendees=5",
    ],
)
def test_what_may_choose_the_content_stays(url):
    assert canonical(url) == url


@pytest.mark.parametrize(("url", "short"), [
    ("https://www.youtube.com/watch?v=abc&feature=share&si=x", "https://www.youtube.com/watch?v=abc"),
    ("https://news.example/watch?v=abc&feature=lead", "https://news.example/watch?v=abc&feature=lead"),
    ("https://例子.测试/é?é=1", "https://xn--fsqu00a.xn--0zwm56d/%C3%A9?%C3%A9=1"),
    ("https://news.example/%e2%82%ac?a=%7eb", "https://news.example/%E2%82%AC?a=~b"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
])  # fmt: skip
def test_forms_by_example(url, short):
    assert canonical(url) == short


@pytest.mark.parametrize("url", [*EQUAL, "https://news.example/%2525?x=%25&utm_x=1&y=%2B"])
def test_the_canonical_form_is_its_own(url):
    once = canonical(url)
    assert canonical(once) == once


@pytest.mark.parametrize(
    "url",
    ["", "x", "/a", "ftp://a/", "mailto:a@b", "javascript:alert(1)", "http://", "http://./", "http://[",
     "http://\ud800/", "http://a/" + "x" * 9000, "http://a/" + "é" * 3000],
)  # fmt: skip
def test_what_is_no_web_url_is_refused(url):
    with pytest.raises(ValueError, match="not an http"):
        canonical(url)
    assert not is_http(url)
    assert host(url) == ""


def test_hosts_are_ascii_and_lower_case():
    assert host("https://Bücher.Example:8080/x") == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://news.example/a"),
        ("b?c=1#d", "https://news.example/feed/b?c=1#d"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("http://u:p@other.example/", "http://other.example/"),
        (" https://other.example/ ", "https://other.example/"),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("", None),
        ("  ", None),
        ("http://[", None),
    ],
)
def test_links_become_absolute_web_urls_or_nothing(link, url):
    assert absolute("https://news.example/feed/rss.xml", link) == url


def test_a_base_that_is_no_url_leaves_absolute_links_alone():
    assert absolute("", "https://a.example/") == "https://a.example/"
    assert absolute("urn:x", "/relative") is None


def word_list(text):
    return text.split()


# Seen in the links of newsrooms, newsletters, social networks and ad systems.
TRACKERS = word_list(
    """
    utm_source=rss utm_medium=feed utm_campaign=daily utm_term=flood utm_content=top utm_id=7 utm_brand=b gclid=1
    gclsrc=aw.ds dclid=1 gbraid=1 wbraid=1 gad_source=1 gad_campaignid=2 srsltid=A fbclid=I fb_action_ids=1
    fb_source=feed msclkid=1 yclid=1 ysclid=1 ymclid=1 ttclid=E twclid=2 igshid=M igsh=x li_fat_id=1 rdt_cid=1
    epik=d ScCid=1 mc_cid=1 mc_eid=2 _hsenc=p _hsmi=1 __hstc=1 __hssc=1 __hsfp=1 hsCtaTracking=1 mkt_tok=N vero_id=1
    vero_conv=1 oly_enc_id=1 oly_anon_id=1 _openstat=d s_kwcid=AL s_cid=1 ef_id=1 dm_i=4 ml_subscriber=1
    ml_subscriber_hash=h elqTrackId=1 elqaid=2 bsft_clkid=1 bsft_eid=2 _ke=e _kx=f rb_clickid=1 irclickid=1
    wickedid=1 spm=a.b scm=1 at_medium=RSS at_campaign=K at_bbc_team=editorial xtor=RSS-1 xtref=x maca=en-rss
    ftcamp=crm ftag=CAD itid=hp_top wpisrc=nl_most wpmm=1 ocid=wsb ns_campaign=bbc ns_mchannel=social
    ns_source=twitter smid=tw-share smtyp=cur smprod=nytcore emc=rss cmpid=prn CMP=share_btn ncid=txt mbid=social
    cndid=1 bxid=2 esrc=news hasha=1 hashb=2 hashc=3 ito=1490 icid=in intcid=top intcmp=7 int_source=nav
    soc_src=social soc_trk=tw guccounter=1 guce_referrer=aHR0 guce_referrer_sig=AQ .tsrc=rss taid=5 feedType=RSS
    feedName=world ref=rss ref_src=twsrc ref_url=x source=twitter src=rss via=facebook mod=rss_world reflink=share
    partner=rss rss=yes shared=email sh=4 share=copy sr_share=facebook sref=https sf123456789=1 amp_js_v=0.1
    amp_gsa=1 usqp=mq aoh=1 __twitter_impression=true pk_campaign=x piwik_campaign=x matomo_source=x mtm_source=x
    hsa_acc=1 trk=feed trkCampaign=x tblci=G outbrainclickid=1 obOrigUrl=true dicbo=v2 cx_testId=3 cx_testVariant=c
    tpcc=rss traffic_source=rss link_location=live intlink_from_url=x unlocked_article_code=1 giftCopy=1
    referringSource=share lctg=1 cjevent=1 sscid=1 wt_mc=x wt.mc_id=x dgcid=1 cm_mmc=x mkcid=1 sc_channel=so
    sc_campaign=x
    """
)
# What chooses the article on some site or other.
IDENTITIES = word_list(
    """
    id=1 p=123 v=abc story=9 storyId=8 article=1 articleId=7 aid=2 nid=3 newsid=4 sid=100 idxno=5 oid=001
    contentId=6 doc=2 item=4 no=7 gid=1 page=2 q=flood s=flood cat=3 lang=ko date=2026-01-01 t=120 post=3 type=news
    tab=live ref=main source=reuters from=2020 campaign=senate-2026 feed=world channel=4 via=rail medium=print
    campaign_id=12
    """
)


@pytest.mark.parametrize("tracker", TRACKERS)
def test_a_tracker_goes_and_what_stands_beside_it_stays(tracker):
    assert canonical(f"{SAME}?id=7&{tracker}&page=2") == f"{SAME}?id=7&page=2"
    assert canonical(f"{SAME}?{tracker}") == SAME


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_identity_stays_among_trackers(identity):
    url = f"{SAME}?{identity}"
    assert canonical(url) == url
    assert canonical(f"{SAME}?utm_source=x&{identity}&fbclid=1&gclid=2") == url


def test_seventy_trackers_at_once_leave_twelve_identities():
    query = "&".join(part for pair in zip(TRACKERS, IDENTITIES * 9, strict=False) for part in pair)
    left = canonical(f"{SAME}?{query}").partition("?")[2].split("&")
    assert len(TRACKERS) > 70
    assert len(IDENTITIES) > 12
    assert set(left) == set(IDENTITIES)


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("www.paper.example", "paper.example"),
        ("amp.paper.example", "paper.example"),
        ("m.paper.example", "paper.example"),
        ("mobile.paper.example", "paper.example"),
        ("en.m.paper.example", "en.paper.example"),
        ("amp.www.paper.example", "paper.example"),
        ("sport.paper.example", "sport.paper.example"),
        ("www.paper.co.uk", "paper.co.uk"),
        ("m.example", "m.example"),
        ("m.co.uk", "m.co.uk"),
        ("amp.com", "amp.com"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_an_outlet_is_the_host_less_its_variants(name, of):
    assert outlet(name) == of


def test_a_front_page_names_no_more_than_its_host():
    assert is_front_page("https://a.example")
    assert is_front_page("https://a.example/#top")
    assert not is_front_page("https://a.example/x")
    assert not is_front_page("https://a.example/?p=1")
    assert not is_front_page("nothing")
