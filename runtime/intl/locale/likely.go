package locale

import "voxemu/third_party/cldr"

// Maximize adds the script and the region that are likely for the tag, as Intl.Locale.prototype.maximize does. A tag that nothing
// is known of stays as it is.
func (t Tag) Maximize() Tag {
	if t.Script != "" && t.Region != "" && t.Language != "und" {
		return t
	}
	open := t.known()
	for _, key := range []string{
		join(open.Language, open.Script, open.Region), join(open.Language, "", open.Region), join(open.Language, open.Script, ""),
		open.Language,
	} {
		if full, ok := scan(cldr.LikelySubtags()[key]); ok {
			return open.fill(full)
		}
	}
	return t
}

// known is the tag without a script or a region that says it is unknown.
func (t Tag) known() Tag {
	if t.Script == "Zzzz" {
		t.Script = ""
	}
	if t.Region == "ZZ" {
		t.Region = ""
	}
	return t
}

// fill puts the subtags of another tag where the tag has none.
func (t Tag) fill(full Tag) Tag {
	if t.Language == "und" {
		t.Language = full.Language
	}
	if t.Script == "" {
		t.Script = full.Script
	}
	if t.Region == "" {
		t.Region = full.Region
	}
	return t
}

// Minimize takes out what Maximize would add, as Intl.Locale.prototype.minimize does.
func (t Tag) Minimize() Tag {
	full := t.known().Maximize()
	if full.Script == "" || full.Region == "" {
		return t // nothing is known of it
	}
	same := func(trial Tag) bool {
		m := trial.Maximize()
		return m.Language == full.Language && m.Script == full.Script && m.Region == full.Region
	}
	for _, trial := range []Tag{
		{Language: full.Language}, {Language: full.Language, Region: full.Region}, {Language: full.Language, Script: full.Script},
	} {
		if same(trial) {
			t.Language, t.Script, t.Region = trial.Language, trial.Script, trial.Region
			return t
		}
	}
	t.Language, t.Script, t.Region = full.Language, full.Script, full.Region
	return t
}

// join makes a key of the table of likely subtags.
func join(language, script, region string) string {
	return Tag{Language: language, Script: script, Region: region}.Base()
}
