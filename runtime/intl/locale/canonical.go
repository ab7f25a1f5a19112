package locale

import (
	"slices"
	"strings"

	"voxemu/third_party/cldr"
)

// alias is what stands for a name of a kind today.
func alias(kind, name string) string {
	if to, ok := cldr.Aliases()[kind+" "+name]; ok {
		return to
	}
	return name
}

// canonical replaces what is deprecated and sorts what has no order: UTS 35, annex C.
func canonical(t Tag) Tag {
	t = canonicalLanguage(t)
	t.Script = alias("script", t.Script)
	t.Region = canonicalRegion(t)
	t = canonicalLanguage(t) // a rule may ask for the region by its new name
	for i, v := range t.Variants {
		t.Variants[i] = alias("variant", v)
	}
	slices.Sort(t.Variants)
	t.Variants = slices.Compact(t.Variants)
	slices.Sort(t.Attributes)
	t.Attributes = slices.Compact(t.Attributes)
	for i, k := range t.Keywords {
		t.Keywords[i].Value = CanonicalType(k.Key, k.Value)
	}
	slices.SortFunc(t.Keywords, func(a, b Keyword) int { return strings.Compare(a.Key, b.Key) })
	return t
}

// CanonicalType is the canonical value of a key of the Unicode extension; "true" becomes "".
func CanonicalType(key, value string) string {
	if key == "rg" || key == "sd" {
		value = canonicalSubdivision(value)
	} else {
		value = alias("u-"+key, value)
	}
	if value == "true" {
		return ""
	}
	return value
}

// canonicalSubdivision replaces a subdivision by its first successor. A successor that is a region becomes the whole of it: "zzzz".
func canonicalSubdivision(value string) string {
	to, _, _ := strings.Cut(alias("subdivision", value), " ")
	if len(to) == 2 {
		return strings.ToLower(to) + "zzzz"
	}
	return strings.ToLower(to)
}

// canonicalLanguage applies the rules for languages, which may look at the variants and the region, until none applies. The most
// specific comes first.
func canonicalLanguage(t Tag) Tag {
	for range 10 { // no chain of rules is that long
		from, to, ok := languageRule(t)
		if !ok {
			return t
		}
		t = replace(t, from, to)
	}
	return t
}

// languageRule finds the rule that applies to a tag.
func languageRule(t Tag) (from, to Tag, ok bool) {
	try := func(name string, parts Tag) bool {
		text, found := cldr.Aliases()["language "+name]
		if !found {
			return false
		}
		from = parts
		to, ok = scan(text)
		return ok
	}
	for i, v := range t.Variants {
		for _, w := range t.Variants[i+1:] {
			if try("und-"+v+"-"+w, Tag{Variants: []string{v, w}}) {
				return from, to, true
			}
		}
	}
	for _, v := range t.Variants {
		if try(t.Language+"-"+v, Tag{Language: t.Language, Variants: []string{v}}) {
			return from, to, true
		}
	}
	if t.Region != "" && try(t.Language+"-"+t.Region, Tag{Language: t.Language, Region: t.Region}) {
		return from, to, true
	}
	if try(t.Language, Tag{Language: t.Language}) {
		return from, to, true
	}
	for _, v := range t.Variants {
		if try("und-"+v, Tag{Variants: []string{v}}) {
			return from, to, true
		}
	}
	return from, to, false
}

// replace takes the parts of from out of a tag and puts those of to in, where the tag has nothing of its own.
func replace(t, from, to Tag) Tag {
	if from.Language != "" && to.Language != "und" {
		t.Language = to.Language
	}
	if from.Region != "" {
		t.Region = ""
	}
	t.Variants = slices.DeleteFunc(slices.Clone(t.Variants), func(v string) bool { return slices.Contains(from.Variants, v) })
	if t.Script == "" {
		t.Script = to.Script
	}
	if t.Region == "" {
		t.Region = to.Region
	}
	t.Variants = append(t.Variants, to.Variants...)
	slices.Sort(t.Variants)
	return t
}

// canonicalRegion replaces a region. One that was split becomes the part where the language is at home, else the first part.
func canonicalRegion(t Tag) string {
	parts := strings.Split(alias("territory", t.Region), " ")
	if len(parts) > 1 {
		home := Tag{Language: t.Language, Script: t.Script}.Maximize().Region
		if slices.Contains(parts, home) {
			return home
		}
	}
	return parts[0]
}
