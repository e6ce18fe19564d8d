/** Who news comes from, as pages name it: in brackets before a story, behind a date, after “Source:”. */

const KPL = "KPL|ຂ\\.?ປ\\.?ລ\\.?|Lao News Agency|Khaosan Pathet Lao|ສຳນັກຂ່າວສານປະເທດລາວ|ຂ່າວສານປະເທດລາວ";
const OTHERS =
  "Xinhua(?: News Agency)?|ຊິນຮວາ|Vientiane Times|ວຽງຈັນທາ[ຍມ](?:ສ໌?)?|ANN|Vientiane Mai|ວຽງຈັນໃໝ່|Pasaxon|ປະຊາຊົນ|Lao Post|ລາວໂພສ(?:ຕ໌?)?|ABC Laos(?: News)?|Laotian Times|VNA|ວີເອັນເອ|Bernama|AFP|AP|Reuters|TASS|RFA|VOV|LNR|LNTV|ວິທະຍຸກະຈາຍສຽງແຫ່ງຊາດ|ໂທລະພາບແຫ່ງຊາດ";

/** The agency itself, for a regular expression without case. */
export const AGENCY_NAMES = KPL;
/** The agency and others, for a regular expression without case. */
export const SOURCE_NAMES = `${KPL}|${OTHERS}`;
