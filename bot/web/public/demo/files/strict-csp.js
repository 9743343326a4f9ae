// The page's own file, because its policy allows no inline script.
Dari("boot", {
  siteKey: "daon-open",
  company: { name: { ko: "다온크레딧", en: "Daon Credit" } },
});
