package names

import (
	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// successor says what to use in place of a deprecated name. Names below an enum that is deprecated as a whole have its entry.
func successor(full string) string {
	switch full {
	case "AI.detectVoicemail":
		return "use AMD.create and its detect"
	case "AI.Events.VoicemailDetected", "AI.Events.VoicemailNotDetected":
		return "use AMD.create and AMD.Events.DetectionComplete"
	case "AI.DialogflowResult.fulfillmentText":
		return "use fulfillmentMessages"
	case "ASRDictionary":
		return "use phraseHints, or a profile of ASRProfileList"
	case "ASRModelList.Yandex.dates", "ASRModelList.Yandex.names", "ASRModelList.Yandex.maps", "ASRModelList.Yandex.numbers":
		return "use ASRModelList.Yandex.general"
	case "ASRModelList.YandexV3.dates", "ASRModelList.YandexV3.names", "ASRModelList.YandexV3.maps", "ASRModelList.YandexV3.numbers":
		return "use ASRModelList.YandexV3.general"
	case "Call.decline":
		return "use reject"
	case "CallEvents.Statistics":
		return "use monitorMediaStatistics and CallEvents.MediaStatisticsReceived"
	case "ElevenLabs.RealtimeTTSPlayer.append":
		return "use sendText"
	case "Ultravox.WebSocketAPIClient.inputTextMessage":
		return "use userTextMessage"
	}
	return ""
}

// sameArguments returns the name that takes the place of a method and takes the same arguments, or "".
func sameArguments(full string) string {
	if full == "Call.decline" {
		return "reject"
	}
	return ""
}

// deprecatedName looks for names that the vendor advises against.
func deprecatedName(p *rule.Pass) {
	for _, id := range p.Unbound() {
		t := p.TypeOf(id)
		if t.Kind == program.Name && t.Node.Resolve().Deprecated && !onlyTyped(p, id) {
			full := t.Node.Resolve().Full
			p.Report(id, full+" is deprecated", rule.Hint("%s", successor(full)))
		}
	}
	for _, m := range p.Members() {
		full, ok := deprecatedMember(p, m)
		if !ok {
			continue
		}
		details := []rule.Detail{rule.Hint("%s", successor(full))}
		if to := sameArguments(full); to != "" {
			details = append(details, rule.Mend(renamed(p, m, to)))
		}
		start, end := nameRange(p, m)
		p.ReportRange(start, end, full+" is deprecated", details...)
	}
}

// deprecatedMember returns the full name of a member that is deprecated by itself, and not with all that it is part of.
func deprecatedMember(p *rule.Pass, m program.Member) (full string, ok bool) {
	switch m.Of.Kind {
	case program.Name:
		of := m.Of.Node.Resolve()
		n, has := of.Child(m.Name)
		if !has || of.Deprecated {
			return "", false
		}
		n = n.Resolve()
		return n.Full, n.Deprecated
	case program.Instance:
		if method, has := m.Of.Node.Method(m.Name); has && !p.Sets(m.Name) {
			return method.Full, method.Deprecated
		}
		return deprecatedProp(m.Of.Node.Props(), m.Of.Node.Full, m.Name)
	case program.Shape:
		return deprecatedProp(m.Of.Interface.Props, m.Of.Interface.Name, m.Name)
	}
	return "", false
}

func deprecatedProp(props []apitable.Prop, of, name string) (full string, ok bool) {
	for _, prop := range props {
		if prop.Name == name {
			return of + "." + name, prop.Deprecated
		}
	}
	return "", false
}
