"""Query parameters that tell who shared a link, not what it leads to."""

from collections.abc import Iterable
from urllib.parse import unquote_plus


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names that a campaign tool owns: no publisher uses them to choose what is served. Kept by hand, because the
# public lists either miss the newsroom tools (at_*, xtor, ftcamp, ...) or drop identity (`id`, `p`, `v`).
_PREFIXES = (
    "utm_",
    "at_",
    "mc_",
    "mtm_",
    "pk_",
    "piwik_",
    "matomo_",
    "hsa_",
    "vero_",
    "oly_",
    "ns_",
    "fb_",
    "ga_",
    "itm_",
    "stm_",
    "trk_",
    "wt_",
    "wt.",
    "cm_mmc",
    "guce_",
    "sfmc_",
    "pf_rd_",
    "_branch_",
    "elq",
    "bsft_",
    "cx_",
    "amp_",
    "ml_subscriber",
    "__twitter_",
)
_NAMES = _words(
    "_ga _gac _gl _hsenc _hsmi __hssc __hstc __hsfp __s __tn__ _ke _kx _openstat .tsrc action_object_map aoh awc bxid "
    "cjevent cmp cmpid cndid cvid dclid dgcid dicbo dm_i ef_id emc epik esrc fbclid feedname feedtype ftag "
    "ftcamp gaa_at gaa_n gaa_sig gaa_ts gad_campaignid gad_source gbraid gclid gclsrc giftcopy guccounter hasha hashb "
    "hashc hsctatracking hss_channel icid igsh igshid int_cmp int_source intcid intcmp intlink_from_url irclickid "
    "irgwc itid ito lctg leadsource li_fat_id link_location linkcode linkid maca mbid mibextid mkcid mkevt mkrid "
    "mkt_tok msclkid ncid nlid oborigurl ocid outbrainclickid partnerref rb_clickid rdt_cid ref_src ref_url "
    "referringsource reflink regi_id rtid s_cid s_kwcid sc_campaign sc_channel sc_cid sc_src sccid scm sh share "
    "smid smprod smtyp soc_src soc_trk spm sr_share sref srnd srsltid sscid taid tblci tduid tpcc traffic_source trk "
    "trkcampaign ttclid twclid unlocked_article_code usqp vgo_ee wbraid wickedid wpisrc wpmm wprov xtcr xtor xtref "
    "yclid ymclid ysclid zanpid"
)
# Names that mean a channel on one site and an identity on another (a branch, a section, a seller): the
# value decides.
_AMBIGUOUS = _words("ref source src from via partner feed mod medium channel origin referrer campaign shared rss")
_CHANNELS = _words(
    "rss atom feed feeds rssfeed twitter tw facebook fb instagram linkedin reddit whatsapp telegram threads bluesky "
    "mastodon flipboard pocket applenews googlenews email mail newsletter social sharing share push app ios "
    "android mobile home homepage hp yes"
)
_BY_HOST: dict[str, frozenset[str]] = {
    "youtube.com": frozenset({"feature", "si", "pp", "ab_channel"}),
    "youtu.be": frozenset({"feature", "si"}),
    "open.spotify.com": frozenset({"si"}),
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
}


def _is_channel(value: str) -> bool:
    words = value.casefold().replace("-", "_").replace(".", "_").split("_")
    return any(word in _CHANNELS for word in words)


def _is_social_flow(name: str) -> bool:
    # SocialFlow appends sf<number>=1 to what it posts.
    return name.startswith("sf") and len(name) > len("sf1234") and name[2:].isdecimal()


def is_tracking(name: str, value: str, host: str = "") -> bool:
    """Return whether the query parameter `name` = `value` only says where a reader came from."""
    folded = name.casefold()
    if folded in _NAMES or folded.startswith(_PREFIXES) or _is_social_flow(folded):
        return True
    if folded in _AMBIGUOUS:
        return _is_channel(value)
    return folded in _BY_HOST.get(host.removeprefix("www.").removeprefix("m."), frozenset())


def without_tracking(query: str, host: str = "") -> str:
    """Return `query` (without its question mark) less tracking and empty parameters, in its own order."""
    return "&".join(_kept(query.split("&"), host))


def _kept(parts: Iterable[str], host: str) -> Iterable[str]:
    for part in parts:
        name, _, value = part.partition("=")
        if part and not is_tracking(unquote_plus(name), unquote_plus(value), host):
            yield part
