/* The tables of LaTeX's characters: commands that stand for one, and accents. */
#include "base/utf8.h"
#include "bib/internal.h"

/* Sorted by name, in byte order. */
static const struct symbol {
    const char *name, *text;
} symbols[] = {
    {"\t", " "}, {"\n", " "}, {"\r", " "}, {" ", " "}, {"!", ""}, {"#", "#"}, {"$", "$"},
    {"%", "%"}, {"&", "&"}, {"*", ""}, {",", "\u2009"}, {"-", ""}, {"/", ""}, {":", " "},
    {";", " "}, {">", " "}, {"@", ""}, {"AA", "Å"}, {"AE", "Æ"}, {"AMS", "AMS"},
    {"AMSLaTeX", "AMS-LaTeX"}, {"AMSTeX", "AMS-TeX"}, {"AmS", "AMS"}, {"AmSLaTeX", "AMS-LaTeX"},
    {"AmSTeX", "AMS-TeX"}, {"BibLaTeX", "BibLaTeX"}, {"BibTeX", "BibTeX"}, {"Box", "□"},
    {"CTAN", "CTAN"}, {"CTeX", "CTeX"}, {"CYRA", "А"}, {"CYRB", "Б"}, {"CYRC", "Ц"},
    {"CYRCH", "Ч"}, {"CYRD", "Д"}, {"CYRDJE", "Ђ"}, {"CYRDZE", "Ѕ"}, {"CYRDZHE", "Џ"},
    {"CYRE", "Е"}, {"CYREREV", "Э"}, {"CYRERY", "Ы"}, {"CYRF", "Ф"}, {"CYRG", "Г"}, {"CYRH", "Х"},
    {"CYRHRDSN", "Ъ"}, {"CYRI", "И"}, {"CYRIE", "Є"}, {"CYRII", "І"}, {"CYRISHRT", "Й"},
    {"CYRJE", "Ј"}, {"CYRK", "К"}, {"CYRL", "Л"}, {"CYRLJE", "Љ"}, {"CYRM", "М"}, {"CYRN", "Н"},
    {"CYRNJE", "Њ"}, {"CYRO", "О"}, {"CYRP", "П"}, {"CYRR", "Р"}, {"CYRS", "С"},
    {"CYRSFTSN", "Ь"}, {"CYRSH", "Ш"}, {"CYRSHCH", "Щ"}, {"CYRT", "Т"}, {"CYRTSHE", "Ћ"},
    {"CYRU", "У"}, {"CYRUSHRT", "Ў"}, {"CYRV", "В"}, {"CYRYA", "Я"}, {"CYRYI", "Ї"},
    {"CYRYO", "Ё"}, {"CYRYU", "Ю"}, {"CYRZ", "З"}, {"CYRZH", "Ж"}, {"ConTeXt", "ConTeXt"},
    {"Cprime", "ʹ"}, {"DH", "Ð"}, {"DJ", "Đ"}, {"Dash", "—"}, {"Delta", "Δ"}, {"EUR", "€"},
    {"Gamma", "Γ"}, {"IJ", "IJ"}, {"Im", "ℑ"}, {"KOMAScript", "KOMA-Script"}, {"L", "Ł"},
    {"LaTeX", "LaTeX"}, {"LaTeXe", "LaTeX2e"}, {"Lambda", "Λ"}, {"Leftarrow", "⇐"},
    {"Leftrightarrow", "⇔"}, {"LuaLaTeX", "LuaLaTeX"}, {"LuaTeX", "LuaTeX"}, {"LyX", "LyX"},
    {"METAFONT", "METAFONT"}, {"METAPOST", "METAPOST"}, {"MF", "METAFONT"}, {"MP", "METAPOST"},
    {"MetaPost", "MetaPost"}, {"Metafont", "Metafont"}, {"NG", "Ŋ"}, {"O", "Ø"}, {"OE", "Œ"},
    {"Omega", "Ω"}, {"P", "¶"}, {"POSTSCRIPT", "PostScript"}, {"PS", "PostScript"}, {"Phi", "Φ"},
    {"Pi", "Π"}, {"PiC", "PiC"}, {"PiCTeX", "PiCTeX"}, {"PostScript", "PostScript"}, {"Psi", "Ψ"},
    {"Re", "ℜ"}, {"Rightarrow", "⇒"}, {"S", "§"}, {"SS", "SS"}, {"Sigma", "Σ"},
    {"SliTeX", "SliTeX"}, {"TH", "Þ"}, {"TUB", "TUGboat"}, {"TUG", "TUG"}, {"TeX", "TeX"},
    {"TeXLive", "TeX Live"}, {"Theta", "Θ"}, {"TikZ", "TikZ"}, {"UNIX", "UNIX"}, {"Upsilon", "Υ"},
    {"Vert", "‖"}, {"WEB", "WEB"}, {"XeLaTeX", "XeLaTeX"}, {"XeTeX", "XeTeX"}, {"Xi", "Ξ"},
    {"Xy", "Xy"}, {"\\", " "}, {"_", "_"}, {"aa", "å"}, {"addabbrvspace", " "}, {"addcolon", ":"},
    {"addcomma", ","}, {"adddot", "."}, {"adddotspace", ". "}, {"addhighpenspace", " "},
    {"addlowpenspace", " "}, {"addnbspace", "\u00A0"}, {"addperiod", "."}, {"addsemicolon", ";"},
    {"addslash", "/"}, {"addspace", " "}, {"addthinspace", "\u2009"}, {"ae", "æ"}, {"aleph", "ℵ"},
    {"allowbreak", ""}, {"alpha", "α"}, {"angle", "∠"}, {"approx", "≈"}, {"ast", "*"},
    {"asymp", "≍"}, {"backslash", "\\"}, {"begingroup", ""}, {"beta", "β"}, {"bgroup", ""},
    {"bibdatedash", "–"}, {"bibrangedash", "–"}, {"bibrangessep", ", "}, {"break", ""},
    {"bullet", "•"}, {"cap", "∩"}, {"cdot", "·"}, {"cdots", "⋯"}, {"cdprime", "ʺ"},
    {"centering", ""}, {"checkmark", "✓"}, {"chi", "χ"}, {"circ", "°"}, {"clubsuit", "♣"},
    {"colon", ":"}, {"cong", "≅"}, {"copyright", "©"}, {"cprime", "ʹ"}, {"cup", "∪"},
    {"cyra", "а"}, {"cyrb", "б"}, {"cyrc", "ц"}, {"cyrch", "ч"}, {"cyrd", "д"}, {"cyrdje", "ђ"},
    {"cyrdze", "ѕ"}, {"cyrdzhe", "џ"}, {"cyre", "е"}, {"cyrerev", "э"}, {"cyrery", "ы"},
    {"cyrf", "ф"}, {"cyrg", "г"}, {"cyrh", "х"}, {"cyrhrdsn", "ъ"}, {"cyri", "и"}, {"cyrie", "є"},
    {"cyrii", "і"}, {"cyrishrt", "й"}, {"cyrje", "ј"}, {"cyrk", "к"}, {"cyrl", "л"},
    {"cyrlje", "љ"}, {"cyrm", "м"}, {"cyrn", "н"}, {"cyrnje", "њ"}, {"cyro", "о"}, {"cyrp", "п"},
    {"cyrr", "р"}, {"cyrs", "с"}, {"cyrsftsn", "ь"}, {"cyrsh", "ш"}, {"cyrshch", "щ"},
    {"cyrt", "т"}, {"cyrtshe", "ћ"}, {"cyru", "у"}, {"cyrushrt", "ў"}, {"cyrv", "в"},
    {"cyrya", "я"}, {"cyryi", "ї"}, {"cyryo", "ё"}, {"cyryu", "ю"}, {"cyrz", "з"}, {"cyrzh", "ж"},
    {"dag", "†"}, {"dagger", "†"}, {"dash", "—"}, {"ddag", "‡"}, {"ddagger", "‡"}, {"deg", "°"},
    {"degree", "°"}, {"delta", "δ"}, {"dh", "ð"}, {"diamond", "⋄"}, {"diamondsuit", "♢"},
    {"div", "÷"}, {"dj", "đ"}, {"dotfill", " "}, {"dots", "…"}, {"dotsc", "…"}, {"dotso", "…"},
    {"downarrow", "↓"}, {"eTeX", "e-TeX"}, {"egroup", ""}, {"ell", "ℓ"}, {"emdash", "—"},
    {"emptyset", "∅"}, {"endash", "–"}, {"endgroup", ""}, {"enspace", " "}, {"epsilon", "ε"},
    {"equiv", "≡"}, {"eta", "η"}, {"euro", "€"}, {"exists", "∃"}, {"fg", " »"}, {"flat", "♭"},
    {"flq", "‹"}, {"flqq", "«"}, {"forall", "∀"}, {"frq", "›"}, {"frqq", "»"}, {"gamma", "γ"},
    {"ge", "≥"}, {"geq", "≥"}, {"gg", "≫"}, {"glq", "‚"}, {"glqq", "„"}, {"grq", "‘"},
    {"grqq", "“"}, {"guillemetleft", "«"}, {"guillemetright", "»"}, {"guillemotleft", "«"},
    {"guillemotright", "»"}, {"guilsinglleft", "‹"}, {"guilsinglright", "›"}, {"hbar", "ℏ"},
    {"heartsuit", "♡"}, {"hfil", " "}, {"hfill", " "}, {"hfilneg", ""}, {"hss", ""}, {"hyp", "-"},
    {"hyphen", "-"}, {"hyphenate", "-"}, {"i", "ı"}, {"ignorespaces", ""}, {"ij", "ij"},
    {"imath", "ı"}, {"in", "∈"}, {"infty", "∞"}, {"int", "∫"}, {"iota", "ι"}, {"isdot", ""},
    {"j", "ȷ"}, {"jmath", "ȷ"}, {"kappa", "κ"}, {"l", "ł"}, {"lambda", "λ"}, {"langle", "⟨"},
    {"lbrace", "{"}, {"lbrack", "["}, {"lceil", "⌈"}, {"ldots", "…"}, {"le", "≤"},
    {"leavevmode", ""}, {"leftarrow", "←"}, {"leftrightarrow", "↔"}, {"leq", "≤"},
    {"lfloor", "⌊"}, {"linebreak", ""}, {"ll", "≪"}, {"lq", "‘"}, {"mapsto", "↦"}, {"micro", "µ"},
    {"mid", "|"}, {"mp", "∓"}, {"mu", "μ"}, {"nabla", "∇"}, {"natural", "♮"}, {"ne", "≠"},
    {"neg", "¬"}, {"neq", "≠"}, {"newblock", ""}, {"newline", " "}, {"ng", "ŋ"}, {"nobreak", ""},
    {"nobreakspace", "\u00A0"}, {"noindent", ""}, {"nopunct", ""}, {"notin", "∉"}, {"nu", "ν"},
    {"null", ""}, {"o", "ø"}, {"oe", "œ"}, {"og", "« "}, {"omega", "ω"}, {"omicron", "ο"},
    {"oplus", "⊕"}, {"otimes", "⊗"}, {"parallel", "∥"}, {"partial", "∂"},
    {"pdfLaTeX", "pdfLaTeX"}, {"pdfTeX", "pdfTeX"}, {"perp", "⟂"}, {"phi", "φ"}, {"pi", "π"},
    {"pm", "±"}, {"pounds", "£"}, {"prime", "′"}, {"prod", "∏"}, {"propto", "∝"}, {"protect", ""},
    {"psi", "ψ"}, {"psq", " f."}, {"psqq", " ff."}, {"qquad", " "}, {"quad", " "},
    {"quotedblbase", "„"}, {"quotesinglbase", "‚"}, {"rangle", "⟩"}, {"rbrace", "}"},
    {"rbrack", "]"}, {"rceil", "⌉"}, {"registered", "®"}, {"relax", ""}, {"rfloor", "⌋"},
    {"rho", "ρ"}, {"rightarrow", "→"}, {"rq", "’"}, {"setminus", "∖"}, {"sharp", "♯"},
    {"sigma", "σ"}, {"sim", "∼"}, {"simeq", "≃"}, {"slash", "/"}, {"sloppy", ""}, {"space", " "},
    {"spadesuit", "♠"}, {"square", "□"}, {"ss", "ß"}, {"star", "⋆"}, {"subset", "⊂"},
    {"subseteq", "⊆"}, {"sum", "∑"}, {"supset", "⊃"}, {"supseteq", "⊇"}, {"surd", "√"},
    {"tau", "τ"}, {"textDelta", "Δ"}, {"textGamma", "Γ"}, {"textLambda", "Λ"}, {"textOmega", "Ω"},
    {"textPhi", "Φ"}, {"textPi", "Π"}, {"textPsi", "Ψ"}, {"textSigma", "Σ"}, {"textTheta", "Θ"},
    {"textUpsilon", "Υ"}, {"textXi", "Ξ"}, {"textalpha", "α"}, {"textasciiacute", "´"},
    {"textasciicircum", "^"}, {"textasciidieresis", "¨"}, {"textasciigrave", "`"},
    {"textasciimacron", "¯"}, {"textasciitilde", "~"}, {"textasteriskcentered", "*"},
    {"textbackslash", "\\"}, {"textbaht", "฿"}, {"textbar", "|"}, {"textbardbl", "‖"},
    {"textbeta", "β"}, {"textborn", "*"}, {"textbraceleft", "{"}, {"textbraceright", "}"},
    {"textbrokenbar", "¦"}, {"textbullet", "•"}, {"textcelsius", "℃"}, {"textcent", "¢"},
    {"textchi", "χ"}, {"textcircledP", "℗"}, {"textcopyright", "©"}, {"textcurrency", "¤"},
    {"textdagger", "†"}, {"textdaggerdbl", "‡"}, {"textdegree", "°"}, {"textdelta", "δ"},
    {"textdied", "†"}, {"textdiv", "÷"}, {"textdivorced", "⚮"}, {"textdollar", "$"},
    {"textellipsis", "…"}, {"textemdash", "—"}, {"textendash", "–"}, {"textepsilon", "ε"},
    {"textestimated", "℮"}, {"texteta", "η"}, {"texteuro", "€"}, {"textexclamdown", "¡"},
    {"textgamma", "γ"}, {"textgreater", ">"}, {"textiota", "ι"}, {"textkappa", "κ"},
    {"textlambda", "λ"}, {"textleftarrow", "←"}, {"textless", "<"}, {"textlira", "₤"},
    {"textlnot", "¬"}, {"textmarried", "⚭"}, {"textminus", "−"}, {"textmu", "µ"}, {"textnu", "ν"},
    {"textnumero", "№"}, {"textohm", "Ω"}, {"textomega", "ω"}, {"textonehalf", "½"},
    {"textonequarter", "¼"}, {"textonesuperior", "¹"}, {"textordfeminine", "ª"},
    {"textordmasculine", "º"}, {"textparagraph", "¶"}, {"textperiodcentered", "·"},
    {"textpertenthousand", "‱"}, {"textperthousand", "‰"}, {"textphi", "φ"}, {"textpi", "π"},
    {"textpm", "±"}, {"textpsi", "ψ"}, {"textquestiondown", "¿"}, {"textquotedbl", "\""},
    {"textquotedblleft", "“"}, {"textquotedblright", "”"}, {"textquoteleft", "‘"},
    {"textquoteright", "’"}, {"textquotesingle", "'"}, {"textreferencemark", "※"},
    {"textregistered", "®"}, {"textrho", "ρ"}, {"textrightarrow", "→"}, {"textsection", "§"},
    {"textservicemark", "℠"}, {"textsigma", "σ"}, {"textsterling", "£"}, {"textsurd", "√"},
    {"texttau", "τ"}, {"texttheta", "θ"}, {"textthreequarters", "¾"}, {"textthreesuperior", "³"},
    {"texttimes", "×"}, {"texttrademark", "™"}, {"texttwosuperior", "²"}, {"textunderscore", "_"},
    {"textupsilon", "υ"}, {"textvisiblespace", "␣"}, {"textwon", "₩"}, {"textxi", "ξ"},
    {"textyen", "¥"}, {"textzeta", "ζ"}, {"th", "þ"}, {"theta", "θ"}, {"thinspace", "\u2009"},
    {"times", "×"}, {"to", "→"}, {"trademark", "™"}, {"triangle", "△"}, {"unskip", ""},
    {"unspace", ""}, {"uparrow", "↑"}, {"upsilon", "υ"}, {"varGamma", "Γ"}, {"varepsilon", "ε"},
    {"varphi", "φ"}, {"varpi", "ϖ"}, {"varrho", "ρ"}, {"varsigma", "ς"}, {"vartheta", "ϑ"},
    {"vee", "∨"}, {"vert", "|"}, {"wedge", "∧"}, {"wp", "℘"}, {"wr", "≀"}, {"xi", "ξ"},
    {"xspace", ""}, {"zeta", "ζ"}, {"{", "{"}, {"}", "}"},
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
    {"ocirc", 0x030A, ""},
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
