// What comes before the widget: commands wait here until it is loaded.
window.Dari = window.Dari || function () { (window.Dari.q = window.Dari.q || []).push(arguments); };
