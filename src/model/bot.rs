//! The chatbot's part: visits to cards, and the parameters it filled in.

use super::names::{ParameterKind, StepKind};
use super::object::object;
use super::scalar::{Guid, Json, Number};
use super::text::Text;
use super::time::Timestamp;

object! {
    /// A visit to a card of a bot flow, or the hand-over to the queue.
    pub struct BotStep is "a bot step" {
        /// The department whose bot it is.
        department_id: Guid<'a> = "departmentId",
        /// The session.
        conversation_id: Guid<'a> = "botConversationId",
        /// The flow.
        flow_id: Guid<'a> = "flowId",
        /// The flow's version as written: 1.10 is not 1.1.
        flow_version: Number<'a> = "flowVersion",
        /// The flow's name.
        flow_name: Text<'a> = "flowName",
        /// Card or hand-over.
        kind: StepKind<'a> = "stepType",
        /// The card; missing for a hand-over.
        card_id: Guid<'a> = "uniqueCardId",
        /// The card's name.
        card_name: Text<'a> = "cardFriendlyName",
        /// When, with milliseconds.
        at: Timestamp = "visitDatetime",
    }
}

object! {
    /// A value that a flow keeps, in either of two generations of the format.
    pub struct DynamicParameter is "a dynamic parameter" {
        /// The parameter.
        id: Guid<'a> = "id",
        /// The flow it belongs to.
        flow_id: Guid<'a> = "flowId",
        /// Its name.
        name: Text<'a> = "name",
        /// Its type, which tells the typed value that counts.
        kind: ParameterKind<'a> = "type",
        /// What it is for.
        description: Text<'a> = "description",
        /// When it was made.
        created_at: Timestamp = "creationDatetime",
        /// The value, in the later generation.
        plain_value: Json<'a> = "value",
        /// The value if it is text, in the earlier generation.
        text_value: Json<'a> = "strValue",
        /// The value if it is true or false, in the earlier generation.
        bool_value: Json<'a> = "boolValue",
        /// The value if it is a number, in the earlier generation.
        number_value: Json<'a> = "numValue",
        /// The value if it is a whole number, in the earlier generation.
        integer_value: Json<'a> = "intValue",
    }
}

impl<'a> DynamicParameter<'a> {
    /// Returns the value, of whichever generation; `None` if it has none.
    pub fn value(&self) -> Option<Json<'a>> {
        let typed = || match self.kind.get() {
            Some(ParameterKind::Boolean) => self.bool_value.copied(),
            Some(ParameterKind::Number) => {
                self.number_value.copied().or_else(|| self.integer_value.copied())
            }
            _ => self.text_value.copied(),
        };
        self.plain_value.copied().or_else(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::DynamicParameter;
    use crate::model::field::strict;

    fn value(json: &str) -> Option<String> {
        let parameter: DynamicParameter<'_> = strict(json).unwrap().unwrap();
        parameter.value().map(|value| value.as_str().to_owned())
    }

    #[test]
    fn both_generations_have_a_value() {
        assert_eq!(value(r#"{"type":"Number","value":3}"#).unwrap(), "3");
        let old = r#"{"type":"Boolean","strValue":"","boolValue":true,"numValue":0,"intValue":0}"#;
        assert_eq!(value(old).unwrap(), "true");
        assert_eq!(value(r#"{"type":"Number","numValue":1.50,"intValue":0}"#).unwrap(), "1.50");
        assert_eq!(value(r#"{"type":"String","strValue":"x"}"#).unwrap(), "\"x\"");
        assert_eq!(value(r#"{"type":"Number","intValue":7}"#).unwrap(), "7");
        assert_eq!(value(r#"{"type":"String"}"#), None);
    }
}
