/* The tables of LaTeX's characters: commands that stand for one, and accents. */
#include "base/utf8.h"
#include "bib/internal.h"

/* Sorted by name, in byte order. */
static const struct symbol {
    const char *name, *text;
} symbols[] = {
    {"\t", " "}, {"\n", " "}, {"\r", " "}, {" ", " "}, {"!", ""}, {"#", "#"}, {"$", "$"},
    {"%", "%"}, {"&", "&"}, {"*", ""}, {",", "\u2009"}, {"-", ""}, {"/", ""}, {":", " "},
    {";", " "}, {">", " "}, {"@", ""}, {"AA", "Å"}, {"AE", "Æ"}, {"BibTeX", "BibTeX"},
    {"CYRA", "А"}, {"CYRB", "Б"}, {"CYRC", "Ц"}, {"CYRCH", "Ч"}, {"CYRD", "Д"}, {"CYRDJE", "Ђ"},
    {"CYRDZE", "Ѕ"}, {"CYRDZHE", "Џ"}, {"CYRE", "Е"}, {"CYREREV", "Э"}, {"CYRERY", "Ы"},
    {"CYRF", "Ф"}, {"CYRG", "Г"}, {"CYRH", "Х"}, {"CYRHRDSN", "Ъ"}, {"CYRI", "И"}, {"CYRIE", "Є"},
    {"CYRII", "І"}, {"CYRISHRT", "Й"}, {"CYRJE", "Ј"}, {"CYRK", "К"}, {"CYRL", "Л"},
    {"CYRLJE", "Љ"}, {"CYRM", "М"}, {"CYRN", "Н"}, {"CYRNJE", "Њ"}, {"CYRO", "О"}, {"CYRP", "П"},
    {"CYRR", "Р"}, {"CYRS", "С"}, {"CYRSFTSN", "Ь"}, {"CYRSH", "Ш"}, {"CYRSHCH", "Щ"},
    {"CYRT", "Т"}, {"CYRTSHE", "Ћ"}, {"CYRU", "У"}, {"CYRUSHRT", "Ў"}, {"CYRV", "В"},
    {"CYRYA", "Я"}, {"CYRYI", "Ї"}, {"CYRYO", "Ё"}, {"CYRYU", "Ю"}, {"CYRZ", "З"}, {"CYRZH", "Ж"},
    {"DH", "Ð"}, {"DJ", "Đ"}, {"Delta", "Δ"}, {"EUR", "€"}, {"Gamma", "Γ"}, {"L", "Ł"},
    {"LaTeX", "LaTeX"}, {"LaTeXe", "LaTeX2e"}, {"Lambda", "Λ"}, {"MF", "METAFONT"}, {"NG", "Ŋ"},
    {"O", "Ø"}, {"OE", "Œ"}, {"Omega", "Ω"}, {"P", "¶"}, {"Phi", "Φ"}, {"Pi", "Π"}, {"Psi", "Ψ"},
    {"S", "§"}, {"SS", "SS"}, {"Sigma", "Σ"}, {"TH", "Þ"}, {"TeX", "TeX"}, {"Theta", "Θ"},
    {"Upsilon", "Υ"}, {"XeTeX", "XeTeX"}, {"Xi", "Ξ"}, {"\\", " "}, {"_", "_"}, {"aa", "å"},
    {"ae", "æ"}, {"allowbreak", ""}, {"alpha", "α"}, {"approx", "≈"}, {"ast", "*"},
    {"backslash", "\\"}, {"begingroup", ""}, {"beta", "β"}, {"bgroup", ""}, {"break", ""},
    {"bullet", "•"}, {"cap", "∩"}, {"cdot", "·"}, {"cdots", "⋯"}, {"centering", ""},
    {"checkmark", "✓"}, {"chi", "χ"}, {"circ", "°"}, {"copyright", "©"}, {"cup", "∪"},
    {"cyra", "а"}, {"cyrb", "б"}, {"cyrc", "ц"}, {"cyrch", "ч"}, {"cyrd", "д"}, {"cyrdje", "ђ"},
    {"cyrdze", "ѕ"}, {"cyrdzhe", "џ"}, {"cyre", "е"}, {"cyrerev", "э"}, {"cyrery", "ы"},
    {"cyrf", "ф"}, {"cyrg", "г"}, {"cyrh", "х"}, {"cyrhrdsn", "ъ"}, {"cyri", "и"}, {"cyrie", "є"},
    {"cyrii", "і"}, {"cyrishrt", "й"}, {"cyrje", "ј"}, {"cyrk", "к"}, {"cyrl", "л"},
    {"cyrlje", "љ"}, {"cyrm", "м"}, {"cyrn", "н"}, {"cyrnje", "њ"}, {"cyro", "о"}, {"cyrp", "п"},
    {"cyrr", "р"}, {"cyrs", "с"}, {"cyrsftsn", "ь"}, {"cyrsh", "ш"}, {"cyrshch", "щ"},
    {"cyrt", "т"}, {"cyrtshe", "ћ"}, {"cyru", "у"}, {"cyrushrt", "ў"}, {"cyrv", "в"},
    {"cyrya", "я"}, {"cyryi", "ї"}, {"cyryo", "ё"}, {"cyryu", "ю"}, {"cyrz", "з"}, {"cyrzh", "ж"},
    {"dag", "†"}, {"dagger", "†"}, {"ddag", "‡"}, {"ddagger", "‡"}, {"deg", "°"}, {"degree", "°"},
    {"delta", "δ"}, {"dh", "ð"}, {"dj", "đ"}, {"dotfill", " "}, {"dots", "…"}, {"egroup", ""},
    {"ell", "ℓ"}, {"emptyset", "∅"}, {"endgroup", ""}, {"enspace", " "}, {"epsilon", "ε"},
    {"eta", "η"}, {"euro", "€"}, {"exists", "∃"}, {"fg", " »"}, {"flat", "♭"}, {"flq", "‹"},
    {"flqq", "«"}, {"forall", "∀"}, {"frq", "›"}, {"frqq", "»"}, {"gamma", "γ"}, {"ge", "≥"},
    {"geq", "≥"}, {"glq", "‚"}, {"glqq", "„"}, {"grq", "‘"}, {"grqq", "“"},
    {"guillemetleft", "«"}, {"guillemetright", "»"}, {"guillemotleft", "«"},
    {"guillemotright", "»"}, {"guilsinglleft", "‹"}, {"guilsinglright", "›"}, {"hbar", "ℏ"},
    {"hfill", " "}, {"hyp", "-"}, {"i", "ı"}, {"ignorespaces", ""}, {"in", "∈"}, {"infty", "∞"},
    {"int", "∫"}, {"iota", "ι"}, {"j", "ȷ"}, {"kappa", "κ"}, {"l", "ł"}, {"lambda", "λ"},
    {"lbrace", "{"}, {"lbrack", "["}, {"ldots", "…"}, {"le", "≤"}, {"leavevmode", ""},
    {"leftarrow", "←"}, {"leq", "≤"}, {"linebreak", ""}, {"lq", "‘"}, {"micro", "µ"},
    {"mid", "|"}, {"mu", "μ"}, {"nabla", "∇"}, {"natural", "♮"}, {"neq", "≠"}, {"newblock", ""},
    {"newline", " "}, {"ng", "ŋ"}, {"nobreak", ""}, {"nobreakspace", "\u00A0"}, {"noindent", ""},
    {"nu", "ν"}, {"null", ""}, {"o", "ø"}, {"oe", "œ"}, {"og", "« "}, {"omega", "ω"},
    {"partial", "∂"}, {"phi", "φ"}, {"pi", "π"}, {"pm", "±"}, {"pounds", "£"}, {"prime", "′"},
    {"protect", ""}, {"psi", "ψ"}, {"qquad", " "}, {"quad", " "}, {"quotedblbase", "„"},
    {"quotesinglbase", "‚"}, {"rbrace", "}"}, {"rbrack", "]"}, {"relax", ""}, {"rho", "ρ"},
    {"rightarrow", "→"}, {"rq", "’"}, {"sharp", "♯"}, {"sigma", "σ"}, {"sim", "∼"},
    {"slash", "/"}, {"sloppy", ""}, {"space", " "}, {"ss", "ß"}, {"star", "⋆"}, {"subset", "⊂"},
    {"sum", "∑"}, {"tau", "τ"}, {"textDelta", "Δ"}, {"textGamma", "Γ"}, {"textLambda", "Λ"},
    {"textOmega", "Ω"}, {"textPhi", "Φ"}, {"textPi", "Π"}, {"textPsi", "Ψ"}, {"textSigma", "Σ"},
    {"textTheta", "Θ"}, {"textUpsilon", "Υ"}, {"textXi", "Ξ"}, {"textalpha", "α"},
    {"textasciicircum", "^"}, {"textasciigrave", "`"}, {"textasciitilde", "~"},
    {"textasteriskcentered", "*"}, {"textbackslash", "\\"}, {"textbar", "|"}, {"textbardbl", "‖"},
    {"textbeta", "β"}, {"textbraceleft", "{"}, {"textbraceright", "}"}, {"textbullet", "•"},
    {"textcelsius", "℃"}, {"textcent", "¢"}, {"textchi", "χ"}, {"textcopyright", "©"},
    {"textdagger", "†"}, {"textdaggerdbl", "‡"}, {"textdegree", "°"}, {"textdelta", "δ"},
    {"textdiv", "÷"}, {"textdollar", "$"}, {"textellipsis", "…"}, {"textemdash", "—"},
    {"textendash", "–"}, {"textepsilon", "ε"}, {"texteta", "η"}, {"texteuro", "€"},
    {"textexclamdown", "¡"}, {"textgamma", "γ"}, {"textgreater", ">"}, {"textiota", "ι"},
    {"textkappa", "κ"}, {"textlambda", "λ"}, {"textleftarrow", "←"}, {"textless", "<"},
    {"textminus", "−"}, {"textmu", "µ"}, {"textnu", "ν"}, {"textnumero", "№"}, {"textohm", "Ω"},
    {"textomega", "ω"}, {"textonehalf", "½"}, {"textonequarter", "¼"}, {"textordfeminine", "ª"},
    {"textordmasculine", "º"}, {"textparagraph", "¶"}, {"textperiodcentered", "·"},
    {"textphi", "φ"}, {"textpi", "π"}, {"textpm", "±"}, {"textpsi", "ψ"},
    {"textquestiondown", "¿"}, {"textquotedbl", "\""}, {"textquotedblleft", "“"},
    {"textquotedblright", "”"}, {"textquoteleft", "‘"}, {"textquoteright", "’"},
    {"textquotesingle", "'"}, {"textregistered", "®"}, {"textrho", "ρ"}, {"textrightarrow", "→"},
    {"textsection", "§"}, {"textsigma", "σ"}, {"textsterling", "£"}, {"texttau", "τ"},
    {"texttheta", "θ"}, {"texttimes", "×"}, {"texttrademark", "™"}, {"textunderscore", "_"},
    {"textupsilon", "υ"}, {"textvisiblespace", "␣"}, {"textxi", "ξ"}, {"textyen", "¥"},
    {"textzeta", "ζ"}, {"th", "þ"}, {"theta", "θ"}, {"thinspace", "\u2009"}, {"times", "×"},
    {"to", "→"}, {"unskip", ""}, {"upsilon", "υ"}, {"varepsilon", "ε"}, {"varphi", "φ"},
    {"varrho", "ρ"}, {"varsigma", "ς"}, {"vartheta", "ϑ"}, {"xi", "ξ"}, {"xspace", ""},
    {"zeta", "ζ"}, {"{", "{"}, {"}", "}"},
};

/* The journals of astronomers, as the class of the AAS and the records of the ADS name them. */
static const char *journal(struct str name)
{
    static const struct {
        const char *name, *text;
    } journals[] = {
        {"aap", "A&A"}, {"aapr", "A&A Rev."}, {"aaps", "A&AS"}, {"aj", "AJ"}, {"apj", "ApJ"},
        {"apjl", "ApJL"}, {"apjs", "ApJS"}, {"aplett", "Astrophys. Lett."}, {"apss", "Ap&SS"},
        {"araa", "ARA&A"}, {"baas", "BAAS"}, {"icarus", "Icarus"}, {"jcap", "JCAP"},
        {"jgr", "J. Geophys. Res."}, {"memsai", "Mem. Soc. Astron. Ital."}, {"mnras", "MNRAS"},
        {"nat", "Nature"}, {"pasa", "PASA"}, {"pasj", "PASJ"}, {"pasp", "PASP"},
        {"physrep", "Phys. Rep."}, {"planss", "Planet. Space Sci."}, {"pra", "Phys. Rev. A"},
        {"prb", "Phys. Rev. B"}, {"prc", "Phys. Rev. C"}, {"prd", "Phys. Rev. D"},
        {"pre", "Phys. Rev. E"}, {"prl", "Phys. Rev. Lett."}, {"procspie", "Proc. SPIE"},
        {"psj", "PSJ"}, {"solphys", "Sol. Phys."}, {"ssr", "Space Sci. Rev."},
    };
    for (size_t i = 0; i < sizeof journals / sizeof *journals; i++)
        if (str_is(name, journals[i].name))
            return journals[i].text;
    return NULL;
}

const char *bib_symbol(struct str name)
{
    size_t low = 0, high = sizeof symbols / sizeof *symbols;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *candidate = symbols[middle].name;
        size_t len = strlen(candidate);
        int order = memcmp(name.ptr, candidate, name.len < len ? name.len : len);
        if (order == 0 && name.len == len)
            return symbols[middle].text;
        if (order < 0 || (order == 0 && name.len < len))
            high = middle;
        else
            low = middle + 1;
    }
    return journal(name);
}

/* What each accent makes of letters: pairs of the letter and the character with its accent. */
static const struct accent {
    const char *name;
    uint32_t mark; /* its combining character */
    const char *pairs;
} accents[] = {
    {"`", 0x0300,
     "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêề"
     "ÔỒôồƠỜơờƯỪưừYỲyỳ"},
    {"'", 0x0301,
     "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻ"
     "ÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏαάεέηήιίοόυύωώГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰ"
     "kḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ"},
    {"^", 0x0302,
     "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệ"
     "ỌỘọộ"},
    {"~", 0x0303,
     "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"},
    {"=", 0x0304,
     "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣ"
     "УӮуӯGḠgḡḶḸḷḹṚṜṛṝ"},
    {"u", 0x0306,
     "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặ"},
    {".", 0x0307,
     "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠ"
     "sṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"},
    {"\"", 0x0308,
     "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥ"
     "ОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"},
    {"h", 0x0309,
     "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"},
    {"r", 0x030A,
     "AÅaåUŮuůwẘyẙ"},
    {"H", 0x030B,
     "OŐoőUŰuűУӲуӳ"},
    {"v", 0x030C,
     "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧ"
     "KǨkǩƷǮjǰHȞhȟ"},
    {"G", 0x030F,
     "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"},
    {"d", 0x0323,
     "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹ"
     "IỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"},
    {"c", 0x0327,
     "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"},
    {"k", 0x0328,
     "AĄaąEĘeęIĮiįUŲuųOǪoǫ"},
    {"b", 0x0331,
     "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"},
    {"t", 0x0361, ""},
    {"C", 0x030F, ""},
    {"f", 0x0311, ""},
    {"textcommabelow", 0x0326, "SȘsșTȚtț"},
};

uint32_t bib_accent(struct str name)
{
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (str_is(name, accents[i].name))
            return accents[i].mark;
    return 0;
}

uint32_t bib_compose(uint32_t base, uint32_t mark)
{
    size_t row = 0;
    while (row < sizeof accents / sizeof *accents && accents[row].mark != mark)
        row++;
    if (row == sizeof accents / sizeof *accents)
        return 0;
    const char *p = accents[row].pairs, *end = p + strlen(p);
    while (p < end) {
        uint32_t letter = 0, composed = 0;
        p += utf8_decode(p, end, &letter);
        p += utf8_decode(p, end, &composed);
        if (letter == base)
            return composed;
    }
    return 0;
}
