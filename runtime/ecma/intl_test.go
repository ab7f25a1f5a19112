package ecma

import "testing"

const teaTime = `const d = new Date(Date.UTC(2026, 2, 4, 15, 6, 7)); `

func TestLocaleMethods(t *testing.T) {
	check(t, []example{
		{"numbers", `print((1234567.891).toLocaleString(), (1234567.891).toLocaleString("de"), (0.256).toLocaleString("ru", { style: "percent" }), (10n ** 20n).toLocaleString("en-IN"))`,
			"1,234,567.891 1.234.567,891 26 % 10,00,00,00,00,00,00,00,00,000"},
		{"currencies", `print((1234.5).toLocaleString("ja-JP", { style: "currency", currency: "JPY" }), (1234.5).toLocaleString("de-DE", { style: "currency", currency: "EUR" }))`,
			"￥1,235 1.234,50 €"},
		{"dates", teaTime + `print(d.toLocaleString("en-US")); print(d.toLocaleDateString("ru-RU", { dateStyle: "long" })); print(d.toLocaleTimeString("de-DE", { timeZone: "America/New_York" }))`,
			"3/4/2026, 3:06:07 PM\n4 марта 2026 г.\n10:06:07"},
		{"invalid_dates", `print(new Date(NaN).toLocaleString("en"))`, "Invalid Date"},
		{"arrays_pass_on_their_arguments", `print([1.5, null, new Date(0)].toLocaleString("de", { timeZone: "UTC" }))`, "1,5,,1.1.1970, 00:00:00"},
		{"comparison", `print(["z", "ä", "a"].sort((a, b) => a.localeCompare(b, "de")).join(), ["z", "ä", "a"].sort((a, b) => a.localeCompare(b, "sv")).join(), "a".localeCompare("B") < 0)`,
			"a,ä,z a,z,ä true"},
		{"case", `print("istanbul".toLocaleUpperCase("tr"), "ISTANBUL".toLocaleLowerCase("tr"), "i".toLocaleUpperCase())`, "İSTANBUL ıstanbul I"},
		{"bad_tags", `try { (1).toLocaleString("not a tag") } catch (e) { print(e.name) }`, "RangeError"},
		{"locales_that_only_the_cloud_knows", `try { new Date(0).toLocaleDateString("cy") } catch (e) { print(e.name, /cy/.test(e.message)) }`, "Error true"},
		{"bad_receivers", `try { Number.prototype.toLocaleString.call("x") } catch (e) { print(e.name) }`, "TypeError"},
	})
}

func TestIntl(t *testing.T) {
	check(t, []example{
		{"DateTimeFormat", teaTime + `const f = new Intl.DateTimeFormat("en-GB", { weekday: "long", month: "long", day: "numeric", timeZone: "Asia/Tokyo" });
			print(f.format(d)); print(f.formatToParts(d).map(p => p.type).join()); print(JSON.stringify(f.resolvedOptions()))`,
			"Thursday, 5 March\nweekday,literal,day,literal,month\n" +
				`{"locale":"en-GB","calendar":"gregory","numberingSystem":"latn","timeZone":"Asia/Tokyo","weekday":"long","month":"long","day":"numeric"}`},
		{"formats_now_without_a_date", `print(Intl.DateTimeFormat("en").format())`, "1/1/1970"},
		{"ranges", teaTime + `print(new Intl.DateTimeFormat("en", { month: "short", day: "numeric" }).formatRange(d, +d + 864e5 * 2))`, "Mar 4 – 6"},
		{"NumberFormat", `const f = new Intl.NumberFormat("en", { notation: "compact" });
			print([1e3, 1.5e6].map(f.format).join(), f.formatToParts(1e3).map(p => p.type + "=" + p.value).join(), f.format === f.format)`,
			"1K,1.5M integer=1,compact=K true"},
		{"PluralRules", `const ru = new Intl.PluralRules("ru"), en = new Intl.PluralRules("en", { type: "ordinal" });
			print([1, 2, 5, 21, 1.5].map(n => ru.select(n)).join(), [1, 2, 3, 4].map(n => en.select(n)).join(), en.resolvedOptions().pluralCategories.join())`,
			"one,few,many,one,other one,two,few,other few,one,other,two"},
		{"RelativeTimeFormat", `print(new Intl.RelativeTimeFormat("ru", { numeric: "auto" }).format(-1, "day"), new Intl.RelativeTimeFormat("en").format(3, "weeks"))`, "вчера in 3 weeks"},
		{"ListFormat", `print(new Intl.ListFormat("es").format(["padre", "hijo"]), new Intl.ListFormat("en", { type: "disjunction" }).formatToParts(["a", "b"]).map(p => p.type).join())`,
			"padre e hijo element,literal,element"},
		{"Collator", `print(["a10", "a2"].sort(new Intl.Collator("en", { numeric: true }).compare).join(), new Intl.Collator("en", { sensitivity: "base" }).compare("a", "Á"))`, "a2,a10 0"},
		{"Locale", `const l = new Intl.Locale("zh", { region: "TW", numberingSystem: "hanidec" });
			print(l, l.language, l.region, l.script, l.numberingSystem, l.maximize().script, new Intl.Locale("en-Latn-US").minimize(), (1).toLocaleString(new Intl.Locale("de")))`,
			"zh-TW-u-nu-hanidec zh TW undefined hanidec Hant en 1"},
		{"getCanonicalLocales", `print(Intl.getCanonicalLocales(["EN-us", "de"]).join(), Intl.DateTimeFormat.supportedLocalesOf(["de", "xx"]).join())`, "en-US,de de"},
		{"what_is_called_without_new", `print(typeof Intl.NumberFormat("en").format); try { Intl.ListFormat("en") } catch (e) { print(e.name) } try { Intl.Locale("en") } catch (e) { print(e.name) }`, "function\nTypeError\nTypeError"},
		{"what_is_not_emulated_says_so", `try { new Intl.DisplayNames("en", { type: "region" }) } catch (e) { print(e.message) } print(typeof Intl.Segmenter)`, "not emulated yet: Intl.DisplayNames\nundefined"},
		{"wrong_options", `for (const f of [() => new Intl.NumberFormat("en", { style: "currency" }), () => new Intl.NumberFormat("en", { style: "x" }), () => new Intl.DateTimeFormat("en", { timeZone: "Mars/Base" }),
			() => new Intl.DateTimeFormat("en", { fractionalSecondDigits: 4 }), () => new Intl.DateTimeFormat("en", { dateStyle: "long", day: "numeric" }), () => Intl.DateTimeFormat("en").format(1e20),
			() => new Intl.ListFormat("en").format([1]), () => new Intl.NumberFormat(null), () => new Intl.NumberFormat([5])]) try { f(); print("no") } catch (e) { print(e.name) }`,
			"TypeError\nRangeError\nRangeError\nRangeError\nTypeError\nRangeError\nTypeError\nTypeError\nTypeError"},
		{"wrong_receivers", `const format = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, "format").get;
			for (const f of [() => format.call({}), () => format.call(new Intl.DateTimeFormat), () => Intl.DateTimeFormat.prototype.formatToParts.call({})]) try { f() } catch (e) { print(e.name) }`,
			"TypeError\nTypeError\nTypeError"},
		{"classes_look_native", `print(Object.prototype.toString.call(Intl), Object.prototype.toString.call(new Intl.NumberFormat), Intl.NumberFormat.name, Intl.NumberFormat.length, Object.keys(Intl).length)`,
			"[object Intl] [object Intl.NumberFormat] NumberFormat 0 0"},
		{"can_be_extended", `class F extends Intl.NumberFormat { twice(n) { return this.format(n) + this.format(n) } } print(new F("de").twice(1.5))`, "1,51,5"},
	})
}
