//! bot: how answers are cut for one customer, as it is remembered between turns.

use serde::{Deserialize, Serialize};

/// From this weight a persona shapes answers (0..=1).
pub const SHOWS: f32 = 0.4;

/// What a customer seems to care about, as weights (0..=1); several can be high at once. No policy reads them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// What it costs.
    pub price: f32,
    /// Criteria and sources.
    pub depth: f32,
    /// That it is quick.
    pub ease: f32,
    /// That it is as it always was.
    pub loyalty: f32,
    /// What others found.
    pub others: f32,
    /// How long answers are wanted, once it was said.
    pub length: Option<Length>,
    /// The years of a long tenure were acknowledged.
    pub thanked: bool,
}

/// How long answers are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    Short,
    Long,
}

/// The shape that leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Persona {
    Price,
    Researcher,
    Convenience,
    Loyal,
    Social,
}

impl Style {
    /// A style that is one persona's: what tests and `dari chat --persona` start from.
    pub fn of(persona: Persona) -> Self {
        let mut style = Self::default();
        *style.weight(persona) = 1.0;
        style
    }

    /// The persona that shows most, if one does.
    pub fn leading(&self) -> Option<Persona> {
        let all = [
            (Persona::Price, self.price),
            (Persona::Researcher, self.depth),
            (Persona::Convenience, self.ease),
            (Persona::Loyal, self.loyalty),
            (Persona::Social, self.others),
        ];
        all.into_iter().filter(|(_, weight)| *weight >= SHOWS).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(one, _)| one)
    }

    /// Whether a persona shows, be it the leading one or not.
    pub fn shows(mut self, persona: Persona) -> bool {
        *self.weight(persona) >= SHOWS
    }

    /// Whether answers are to be short: where it was asked for, and where quickness leads.
    pub fn is_short(&self) -> bool {
        match self.length {
            Some(length) => length == Length::Short,
            None => self.leading() == Some(Persona::Convenience),
        }
    }

    fn weight(&mut self, persona: Persona) -> &mut f32 {
        match persona {
            Persona::Price => &mut self.price,
            Persona::Researcher => &mut self.depth,
            Persona::Convenience => &mut self.ease,
            Persona::Loyal => &mut self.loyalty,
            Persona::Social => &mut self.others,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_personas_can_show_at_once() {
        let style = Style { price: 0.6, depth: 0.5, ..Style::default() };
        assert!(style.shows(Persona::Price) && style.shows(Persona::Researcher));
        assert_eq!(style.leading(), Some(Persona::Price));
        assert_eq!(Style::default().leading(), None);
    }
}
