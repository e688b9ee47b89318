"""What in a URL only follows a visitor around, by host."""

import re
from functools import cache

#: Hosts, and the parameters that say nothing about the goods there (`*` is any ending; case does not count); the first
#: row holds everywhere. Source: the rules of the ClearURLs project and URLs as the marketplaces' own pages link.
TRACKING: tuple[tuple[str, str], ...] = (
    (
        r"",
        (
            "utm_* gclid dclid gbraid wbraid gad_* fbclid msclkid srsltid igsh igshid ttclid twclid "
            "yclid mc_cid mc_eid _ga _gl"
        ),
    ),
    (
        r"amazon\.",
        (
            "pf_rd_* pd_rd_* qid sr ref ref_ th keywords crid dib dib_tag sprefix tag linkcode ascsubtag creative "
            "linkid creativeasin camp content-id __mk_* _encoding"
        ),
    ),
    (r"ebay\.", "_trkparms _trksid _from hash mkevt mkcid mkrid amdata campid toolid customid itmmeta itmprp epid"),
    (
        r"(?:taobao|tmall|1688|goofish|tb)\.",
        (
            "spm scm* pvid abbucket ns utparam ut_sk sp_tk share_crt_v un suid sourcetype ali_trackid ali_refid bxsign "
            "cpp ttid xxc price pisk mi_id tracelog track_params clicktrackinfo wxsign"
        ),
    ),
    (r"jd\.", "cu jd_pop abt pps extension_id pid ptag wxa_* gx gxd ad_od share* rid bbtf"),
    (
        r"(?:yangkeduo|pinduoduo|temu)\.",
        "_oak* _x_* refer_* page_from _p_* share_* _wv* top_gallery_url spec_gallery_id",
    ),
    (
        r"(?:aliexpress|alibaba)\.",
        (
            "ws_ab_test btsid algo_* scm* gps-id cv af dp sk terminal_id aff_* spm pvid pdp_npi pdp_ext_f curpagelogid "
            "gatewayadapt utparam* _randl_* initiative_id pricetag businesstype templateid traffic*"
        ),
    ),
    (r"walmart\.", "u1 ath* from adsredirect wmlspartner affiliates_ad_id campaign_id sourceid"),
    (r"etsy\.", "click_key click_sum organic_search_click ref ga_* frs sts plkey content_source logging_key"),
    (
        r"mercadoli[bv]re\.",
        "deal_id l s t v tracking_id reco_* position search_layout polycard* matt_* sid type c_* is_advertising ad_*",
    ),
    (r"(?:shopee|xiapibuy)\.", "publish_id sp_atk xptdk smtt uls_trackid is_from_* extraparams gads_t_sig mmp_pid"),
    (r"(?:lazada|daraz)\.", "spm scm clicktrackinfo abid pvid pos search mp pricecompare freeshipping fs_ab acm"),
    (r"rakuten\.", "s-id scid iasid rafcid l-id sc2id icm_* rtg"),
    (r"dhgate\.", "f spm dspm resource_id scm d1_page_num"),
    (r"allegro\.", "reco_id sid bi_* dd_referrer snapshot"),
    (r"facebook\.", "ref* __tn__ __cft__* mibextid referral_* tracking hoisted_items"),
    (r"jinritemai\.", "origin* ecom_share* pick_source alkey traffic_source log_id"),
)

#: What names the goods or who sells them, whatever a row above says.
NAMING = frozenset({"id", "item_id", "m", "pdp_filters", "sku", "sku_id", "skuid", "smid", "var", "variant", "wid"})


def tracks(host: str, name: str) -> bool:
    """Whether a parameter of this name says nothing about the goods on pages of this host."""
    return name.lower() not in NAMING and any(row.fullmatch(name) for hosts, row in _rows() if hosts.search(host))


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            re.compile(rf"(?:^|\.){hosts}"),
            re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in names.split()), re.IGNORECASE),
        )
        for hosts, names in TRACKING
    )
